package dev.keepwatch.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;

/// The one directory that everything lies in, for its owner's eyes only.
///
/// @param root the directory
record Place(Path root) {

  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int NAME_LENGTH = 5;
  static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /// Makes the directory.
  ///
  /// @param wanted where; without it a new one below `temporary`
  static Place make(Optional<Path> wanted, Path temporary) throws IOException {
    if (wanted.isEmpty()) {
      return new Place(fresh(temporary).toRealPath());
    }
    return new Place(Files.createDirectories(wanted.get(), OWNER_ONLY).toRealPath());
  }

  private static Path fresh(Path temporary) throws IOException {
    var random = new SecureRandom();
    while (true) {
      var path = temporary.resolve("keepwatch-demo-" + name(random));
      try {
        return Files.createDirectory(path, OWNER_ONLY);
      } catch (FileAlreadyExistsException e) {
        // Somebody has that name; there are others.
      }
    }
  }

  private static String name(SecureRandom random) {
    return random
        .ints(NAME_LENGTH, 0, LETTERS.length())
        .mapToObj(i -> LETTERS.substring(i, i + 1))
        .collect(Collectors.joining());
  }

  /// Where it will be made, as far as that is there already.
  ///
  /// @throws DemoException if it cannot be made there
  static Path parent(Optional<Path> wanted, Path temporary) throws IOException {
    if (wanted.isEmpty()) {
      if (!Files.isDirectory(temporary)) {
        throw new DemoException(
            temporary + " is no directory: set TMPDIR, or give a place with --in.");
      }
      return temporary;
    }
    Path there = wanted.get().toAbsolutePath();
    if (Files.exists(there) && !(Files.isDirectory(there) && isEmpty(there))) {
      throw new DemoException(
          wanted.get() + " is not an empty directory: give --in another one; nothing was touched.");
    }
    for (Path above = there; above != null; above = above.getParent()) {
      if (Files.isDirectory(above)) {
        return above;
      }
    }
    throw new DemoException(wanted.get() + " has no directory above it: give --in another place.");
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
      return !content.iterator().hasNext();
    }
  }

  /// What is backed up.
  Path data() {
    return root.resolve("data");
  }

  /// What was there at the first backup.
  Path before() {
    return root.resolve("data-before");
  }

  /// What came back.
  ///
  /// @param number of the state, from 1
  Path restored(int number) {
    return root.resolve("restored-" + number);
  }

  /// The keys that are on the host.
  Path hostKeys() {
    return root.resolve("keys/laptop");
  }

  /// The keys that open its backups.
  Path ownerKeys() {
    return root.resolve("keys/owner");
  }

  /// Where the S3 server keeps its objects while it runs.
  Path server() {
    return root.resolve("s3-server");
  }

  /// The objects of the bucket as plain files, for afterwards.
  Path archive() {
    return root.resolve("archive");
  }

  /// @param who has it: host or owner
  Path cache(String who) {
    return root.resolve("cache/" + who);
  }

  /// The home of gpg while duplicity tries.
  Path gpgHome() {
    return root.resolve("gpg");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path file(String name) {
    return root.resolve(name);
  }
}
