package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.agent.envelope.openpgp.KeyFile;
import dev.keepwatch.agent.storage.StorageUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where caches, keys and temporary files lie on this machine.
record Directories(Machine machine) {

  /// Where the caches of all archives are.
  ///
  /// @param named by an option or the configuration
  Path cacheRoot(Optional<String> named) {
    return named
        .map(RawText::path)
        .or(this::ofService)
        .or(() -> machine.directory("XDG_CACHE_HOME").map(base -> base.resolve("keepwatch")))
        .orElseGet(() -> machine.home().resolve(".cache/keepwatch"));
  }

  /// What systemd has made for the service (`CacheDirectory=`).
  private Optional<Path> ofService() {
    return machine
        .variable("CACHE_DIRECTORY")
        .map(list -> list.replaceFirst(":.*", ""))
        .filter(path -> !path.isBlank())
        .map(RawText::path);
  }

  /// The name of an archive's cache: one for all spellings of its URL.
  static String cacheName(StorageUrl url) {
    var digest = Digests.md5();
    digest.update(url.canonical().getBytes(StandardCharsets.UTF_8));
    return Digests.hex(digest);
  }

  /// Where keys are looked for, in this order.
  List<Path> keys(List<String> named) {
    var directories = new ArrayList<Path>();
    named.forEach(name -> directories.add(RawText.path(name)));
    directories.add(Path.of("/etc/keepwatch/keys"));
    directories.add(
        machine
            .directory("XDG_CONFIG_HOME")
            .orElseGet(() -> machine.home().resolve(".config"))
            .resolve("keepwatch/keys"));
    return directories;
  }

  /// @throws UsageException if one is neither a directory nor a file with keys
  void checkKeyrings(List<String> named) throws UsageException {
    for (String name : named) {
      Path path = RawText.path(name);
      if (!Files.exists(path)) {
        throw new UsageException("--keyring " + name + ": there is no such directory or key file");
      }
      if (Files.isRegularFile(path)) {
        checkKeyFile(path);
      }
    }
  }

  private static void checkKeyFile(Path file) throws UsageException {
    try {
      KeyFile.read(file);
    } catch (IOException e) {
      throw new UsageException("--keyring " + file + ": " + e.getMessage());
    }
  }

  /// Where temporary files may lie.
  ///
  /// @param named by an option or the configuration
  /// @throws UsageException if it is no directory
  Path temporary(Optional<String> named) throws UsageException {
    var directory =
        named.map(RawText::path).or(() -> machine.directory("TMPDIR")).orElse(Path.of("/tmp"));
    if (!Files.isDirectory(directory)) {
      throw new UsageException(
          ExitCode.REFUSED,
          "the directory for temporary files, "
              + directory
              + ", does not exist: give another with --tempdir or TMPDIR");
    }
    return directory;
  }
}
