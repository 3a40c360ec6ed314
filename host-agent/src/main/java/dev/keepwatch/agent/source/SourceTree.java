package dev.keepwatch.agent.source;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.selection.Verdict;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks a directory in archive order: each directory before its content, names by their bytes.
///
/// What vanishes during the walk was not there. What cannot be looked at is told and marked.
public final class SourceTree implements PathSequence<SourceNode> {

  /// A directory on the way down. `held` is the directory itself while nothing below it is chosen
  /// yet.
  private static final class Level {
    final ArchivePath path;
    final Path directory;
    final List<byte[]> names;
    @Nullable SourceEntry held;
    int next;

    Level(SourceEntry entry, List<byte[]> names, boolean held) {
      this.path = entry.path();
      this.directory = entry.file();
      this.names = names;
      this.held = held ? entry : null;
    }
  }

  private final Selection selection;
  private final SourceProblems problems;
  private final long filesystem;
  private final FileAttributes attributes = new FileAttributes();
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Deque<SourceNode> ready = new ArrayDeque<>();

  /// @param root the source; a symbolic link to a directory is followed
  /// @throws IOException if the source is not there or cannot be looked at
  public SourceTree(Path root, Selection selection, SourceProblems problems) throws IOException {
    this.selection = selection;
    this.problems = problems;
    Path real = Files.isSymbolicLink(root) ? root.toRealPath() : root;
    var found = attributes.look(real);
    this.filesystem = found.filesystem();
    visit(ArchivePath.root(), real, found);
  }

  @Override
  public @Nullable SourceNode next() throws IOException {
    while (ready.isEmpty() && !levels.isEmpty()) {
      var level = levels.getLast();
      if (level.next == level.names.size()) {
        levels.removeLast();
      } else {
        byte[] name = level.names.get(level.next++);
        look(level.path.child(name), PathBytes.toPath(level.directory, name));
      }
    }
    return ready.poll();
  }

  @Override
  public void close() {
    levels.clear();
    ready.clear();
  }

  private void look(ArchivePath path, Path file) throws IOException {
    FileAttributes.Found found;
    try {
      found = attributes.look(file);
    } catch (NoSuchFileException e) {
      return; // It vanished between the listing of its directory and now.
    } catch (IOException e) {
      if (mayBeChosen(path)) {
        problems.unreadable(path, SourceProblems.reason(e));
        emit(new SourceNode.Unreadable(path));
      }
      return;
    }
    visit(path, file, found);
  }

  /// Whether something that could not even be looked at, and may be a directory or not, is wanted.
  private boolean mayBeChosen(ArchivePath path) throws IOException {
    return selection.verdict(new Unseen(path, false)) == Verdict.INCLUDE
        || selection.verdict(new Unseen(path, true)) != Verdict.EXCLUDE;
  }

  private void visit(ArchivePath path, Path file, FileAttributes.Found found) throws IOException {
    var look = new Look(path, file, found, filesystem);
    var verdict = path.isRoot() ? Verdict.INCLUDE : selection.verdict(look);
    if (verdict == Verdict.PASSED_OVER) {
      problems.passedOver(path);
    }
    if (verdict == Verdict.EXCLUDE || verdict == Verdict.PASSED_OVER) {
      return;
    }
    if (found.metadata().isEmpty()) {
      problems.skipped(path, "a socket has no data that could be kept");
      return;
    }
    var metadata = found.metadata().get();
    if (!look.isDirectory()) {
      emit(new SourceEntry(path, file, metadata, found.sizeBytes(), true));
      return;
    }
    var names = names(path, file);
    var entry = new SourceEntry(path, file, metadata, found.sizeBytes(), names.isPresent());
    boolean held = verdict == Verdict.SCAN;
    if (!held) {
      emit(entry);
    } else if (names.isEmpty()) {
      emit(new SourceNode.Unreadable(path));
    }
    names.ifPresent(list -> levels.addLast(new Level(entry, list, held)));
  }

  /// Passes an entry on, after the directories above it that were waiting for something to be
  /// chosen.
  private void emit(SourceNode node) {
    for (var level : levels) {
      if (level.held != null) {
        ready.add(level.held);
        level.held = null;
      }
    }
    ready.add(node);
  }

  private Optional<List<byte[]>> names(ArchivePath path, Path directory) {
    var names = new ArrayList<byte[]>();
    try (var children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        names.add(PathBytes.of(child.getFileName()));
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.of(List.of());
    } catch (DirectoryIteratorException e) {
      return unlistable(path, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      return unlistable(path, e);
    }
    names.sort(Arrays::compareUnsigned);
    return Optional.of(names);
  }

  private Optional<List<byte[]>> unlistable(ArchivePath path, IOException e) {
    problems.unreadable(path, "its content cannot be listed: " + SourceProblems.reason(e));
    return Optional.empty();
  }
}
