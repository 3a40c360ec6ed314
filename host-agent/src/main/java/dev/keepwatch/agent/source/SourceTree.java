package dev.keepwatch.agent.source;

import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.selection.Verdict;
import dev.keepwatch.agent.source.FileAttributes.Found;
import dev.keepwatch.agent.source.FileAttributes.Inode;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Walks a directory in archive order: each directory before its content, names by their bytes.
///
/// What vanishes during the walk was not there. What cannot be looked at is told and marked. Each
/// directory is held open while its content is walked, and what is in it is found from there: no
/// replaced directory leads out of the source, and no path is too long.
public final class SourceTree implements PathSequence<SourceNode> {

  private final Selection selection;
  private final SourceProblems problems;
  private final Set<Inode> ours;
  private final long filesystem;
  private final FileAttributes attributes = new FileAttributes();
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Deque<SourceNode> ready = new ArrayDeque<>();

  /// @param root the source; a symbolic link to a directory is followed
  /// @throws IOException if the source is not there or cannot be looked at
  public SourceTree(Path root, Selection selection, SourceProblems problems) throws IOException {
    this(root, selection, problems, List.of());
  }

  /// @param ours directories that the backup itself lives in, and that are left out: it would grow
  ///   while it is read
  public SourceTree(Path root, Selection selection, SourceProblems problems, List<Path> ours)
      throws IOException {
    this.ours = places(ours);
    this.selection = selection;
    this.problems = problems;
    Path real = Files.isSymbolicLink(root) ? root.toRealPath() : root;
    var found = attributes.look(real);
    this.filesystem = found.place().filesystem();
    visit(ArchivePath.root(), real, found, Verdict.INCLUDE);
  }

  @Override
  public @Nullable SourceNode next() throws IOException {
    while (ready.isEmpty() && !levels.isEmpty()) {
      var level = levels.getLast();
      if (level.isDone()) {
        levels.removeLast().close();
      } else {
        byte[] name = level.next();
        look(level.child(name), level.file(name));
      }
    }
    return ready.poll();
  }

  @Override
  public void close() throws IOException {
    ready.clear();
    while (!levels.isEmpty()) {
      levels.removeLast().close();
    }
  }

  private void look(ArchivePath path, Path file) throws IOException {
    Found found;
    try {
      found = attributes.look(file);
    } catch (NoSuchFileException e) {
      return; // It vanished between the listing of its directory and now.
    } catch (IOException e) {
      unseen(path, e);
      return;
    }
    boolean link = found.metadata().filter(FileMetadata::isSymlink).isPresent();
    if (link && selection.followsLinks()) {
      follow(path, file);
    } else {
      visit(path, file, found);
    }
  }

  private void unseen(ArchivePath path, IOException why) throws IOException {
    boolean chosen =
        selection.verdict(new Unseen(path, false)) == Verdict.INCLUDE
            || selection.verdict(new Unseen(path, true)) != Verdict.EXCLUDE;
    if (chosen) {
      problems.unreadable(path, Refusal.words(why));
      emit(new SourceNode.Unreadable(path));
    }
  }

  /// Puts what a symbolic link points to in its place.
  private void follow(ArchivePath path, Path link) throws IOException {
    Path target;
    Found found;
    try {
      target = link.toRealPath();
      found = attributes.look(target);
    } catch (NoSuchFileException e) {
      problems.skipped(path, "a link to nothing");
      return;
    } catch (AccessDeniedException e) {
      unseen(path, e);
      return;
    } catch (IOException e) {
      problems.skipped(path, "a link to nothing: " + Refusal.words(e));
      return;
    }
    if (levels.stream().anyMatch(level -> level.is(found.place()))) {
      problems.skipped(path, "a link to a directory that it lies in");
      return;
    }
    visit(path, target, found);
  }

  private void visit(ArchivePath path, Path file, Found found) throws IOException {
    var verdict = selection.verdict(new Look(path, file, found, filesystem));
    switch (verdict) {
      case PASSED_OVER -> problems.passedOver(path);
      case EXCLUDE -> {}
      case INCLUDE, SCAN -> visit(path, file, found, verdict);
    }
  }

  private void visit(ArchivePath path, Path file, Found found, Verdict verdict) {
    if (found.metadata().isEmpty()) {
      problems.skipped(path, "a socket has no data that could be kept");
      return;
    }
    var metadata = detailed(path, file, found.metadata().get());
    if (metadata.isDirectory()) {
      enter(path, file, found, metadata, verdict == Verdict.SCAN);
    } else {
      emit(new SourceEntry(path, file, metadata, found.sizeBytes(), true));
    }
  }

  private FileMetadata detailed(ArchivePath path, Path file, FileMetadata metadata) {
    try {
      return FileAttributes.withExtended(file, metadata);
    } catch (NoSuchFileException e) {
      return metadata; // It vanishes at this moment, which is for its reader to see.
    } catch (IOException e) {
      problems.unreadable(path, "its extended attributes are not kept: " + Refusal.words(e));
      return metadata;
    }
  }

  private void enter(
      ArchivePath path, Path file, Found found, FileMetadata metadata, boolean scan) {
    Optional<Level> level = Optional.empty();
    boolean known = true;
    try {
      level = Optional.of(new Level(path, file, found.place(), path.isRoot()));
    } catch (NoSuchFileException | NotDirectoryException e) {
      // It was replaced between the look at it and now; there is nothing below.
    } catch (IOException e) {
      known = false;
      problems.unreadable(path, "its content cannot be listed: " + Refusal.words(e));
    }
    if (level.isPresent() && isOurs(level.get(), found)) {
      problems.skipped(path, "the backup itself lives in it");
      close(level.get());
      return;
    }
    var entry = new SourceEntry(path, file, metadata, found.sizeBytes(), known);
    if (!scan) {
      emit(entry);
    } else if (level.isPresent()) {
      level.get().await(entry);
    } else if (!known) {
      emit(new SourceNode.Unreadable(path));
    }
    level.ifPresent(levels::addLast);
  }

  private boolean isOurs(Level level, Found found) {
    return ours.contains(found.place()) || level.isSpool();
  }

  private static void close(Level level) {
    try {
      level.close();
    } catch (IOException e) {
      // It was only looked into.
    }
  }

  private static Set<Inode> places(List<Path> directories) throws IOException {
    var places = new HashSet<Inode>();
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        places.add(Inode.of(FileStatus.of(directory.toRealPath())));
      }
    }
    return places;
  }

  /// Passes an entry on, after the directories above it that were waiting for something to be
  /// chosen.
  private void emit(SourceNode node) {
    for (var level : levels) {
      var waiting = level.release();
      if (waiting != null) {
        ready.add(waiting);
      }
    }
    ready.add(node);
  }
}
