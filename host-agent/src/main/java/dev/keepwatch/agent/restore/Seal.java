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

  private static final String TITLE =
      "keepwatch: this restore is not finished; go on with restore --continue";
  private static final String SHAPE = ".keepwatch-????????????????.part";
  private static final int LONGEST = 1 << 20;

  /// A workshop that a restore left.
  ///
  /// @param name what it is called
  /// @param undertaking what it was about; nothing if it was killed before it could say so
  record Found(String name, Optional<Undertaking> undertaking) {

    boolean isAbout(Undertaking other) {
      return undertaking.filter(mine -> mine.differenceTo(other).isEmpty()).isPresent();
    }
  }

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
        read(workshop, wanted, me).ifPresent(found::add);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  private static Optional<Found> read(Path workshop, String target, long me) throws IOException {
    if (!Files.isDirectory(workshop, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    String name = workshop.getFileName().toString();
    try (var held = OpenPath.ofDirectory(workshop, false)) {
      var directory = FileStatus.of(held.directory());
      if (directory.uid() != me) {
        return Optional.empty();
      }
      Path seal = held.path().resolve(Workshop.SEAL);
      if (isBarelyBegun(held.path(), seal)) {
        return Optional.of(new Found(name, Optional.empty()));
      }
      if (!Files.isRegularFile(seal, LinkOption.NOFOLLOW_LINKS)
          || FileStatus.of(seal).uid() != me
          || Files.size(seal) > LONGEST) {
        return Optional.empty();
      }
      var lines = Files.readAllLines(seal, StandardCharsets.ISO_8859_1);
      return parse(lines, directory.inode(), target)
          .map(about -> new Found(name, Optional.of(about)));
    }
  }

  /// Nothing is in it, but for a seal that nothing was written to.
  private static boolean isBarelyBegun(Path workshop, Path seal) throws IOException {
    try (DirectoryStream<Path> content = Files.newDirectoryStream(workshop)) {
      for (Path file : content) {
        if (!file.equals(seal) || FileStatus.of(file).sizeBytes() > 0) {
          return false;
        }
      }
      return true;
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
