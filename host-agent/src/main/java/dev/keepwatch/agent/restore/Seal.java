package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.OpenPath;
import dev.keepwatch.agent.posix.PathBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What stands in the seal of a [Workshop]: that a restore to this target is not finished, and what
/// it is about.
///
/// The seal names the number of its own directory, so that one that came out of a backup is none;
/// and nobody but this user can have written it.
///
/// @param target what becomes the target: nothing for the directory that the workshop lies in, else
///   a name beside it
record Seal(byte[] target, Undertaking undertaking) {

  private static final String TITLE = "keepwatch: a restore that is not finished";
  private static final String SHAPE = ".keepwatch-????????????????.part";
  private static final int LONGEST = 1 << 20;

  /// A workshop that a restore left.
  ///
  /// @param name what it is called
  record Found(String name, Undertaking undertaking) {}

  static String newName(RandomGenerator random) {
    return ".keepwatch-%016x.part".formatted(random.nextLong());
  }

  /// The target is the directory itself, or something in it.
  static Seal of(@Nullable Path beside, Undertaking undertaking) {
    return new Seal(beside == null ? new byte[0] : PathBytes.of(beside.getFileName()), undertaking);
  }

  String text(long inode) {
    return "%s\n%d %s\n%s".formatted(TITLE, inode, hex(target), undertaking.text());
  }

  private static String hex(byte[] bytes) {
    return "x" + HexFormat.of().formatHex(bytes);
  }

  /// The unfinished restores to a target.
  ///
  /// @param directory where their workshops would lie
  /// @param beside what in it is the target; nothing if it is the directory itself
  static List<Found> in(OpenPath directory, @Nullable Path beside) throws IOException {
    String wanted = hex(beside == null ? new byte[0] : PathBytes.of(beside.getFileName()));
    long me = FileStatus.of(Path.of("/proc/self", ".")).uid();
    var found = new ArrayList<Found>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory.path(), SHAPE)) {
      for (Path workshop : all) {
        read(workshop, wanted, me)
            .ifPresent(about -> found.add(new Found(workshop.getFileName().toString(), about)));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  private static Optional<Undertaking> read(Path workshop, String target, long me)
      throws IOException {
    if (!Files.isDirectory(workshop, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (var held = OpenPath.ofDirectory(workshop, false)) {
      var directory = FileStatus.of(held.directory());
      Path seal = held.path().resolve("restore");
      if (directory.uid() != me
          || (directory.mode() & 077) != 0
          || !Files.isRegularFile(seal, LinkOption.NOFOLLOW_LINKS)
          || Files.size(seal) > LONGEST) {
        return Optional.empty();
      }
      return parse(
          Files.readAllLines(seal, StandardCharsets.ISO_8859_1), directory.inode(), target);
    }
  }

  private static Optional<Undertaking> parse(List<String> lines, long inode, String target) {
    return lines.size() > 2
            && lines.get(0).equals(TITLE)
            && lines.get(1).equals(inode + " " + target)
        ? Undertaking.parse(lines.subList(2, lines.size()))
        : Optional.empty();
  }
}
