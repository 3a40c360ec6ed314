package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.config.Protection.PassphraseSource;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;

/// Gets the passphrase from where the configuration says that it is. Its first line counts.
///
/// @param base the directory of the configuration
record PassphraseReader(Path base) {

  String read(PassphraseSource source) throws IOException, UsageException {
    return switch (source) {
      case PassphraseSource.File(var path) -> ofFile(base.resolve(RawText.path(path)));
      case PassphraseSource.Command(var words) -> ofCommand(words);
    };
  }

  private static String ofFile(Path file) throws IOException, UsageException {
    if (!Files.isRegularFile(file)) {
      throw refusal("the passphrase file " + file + " does not exist");
    }
    var permissions = Files.getPosixFilePermissions(file);
    var owners = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    if (!owners.containsAll(permissions)) {
      throw refusal(
          "others than its owner may use the passphrase file %s (%s): chmod 600 %s"
              .formatted(file, PosixFilePermissions.toString(permissions), file));
    }
    return firstLine(Files.readAllBytes(file), "the passphrase file " + file);
  }

  private static String ofCommand(List<String> words) throws IOException, UsageException {
    String name = "the passphrase command " + words.getFirst();
    Process process;
    try {
      process =
          new ProcessBuilder(words)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw refusal(name + " cannot be run: is it installed?");
    }
    byte[] output;
    try (InputStream stream = process.getInputStream()) {
      output = stream.readAllBytes();
    }
    int exit = Hook.exitCode(process);
    if (exit != 0) {
      throw refusal(name + " failed with exit code " + exit);
    }
    return firstLine(output, name);
  }

  private static String firstLine(byte[] text, String source) throws UsageException {
    String line = RawText.decode(text).lines().findFirst().orElse("");
    if (line.isEmpty()) {
      throw refusal(source + " gives an empty passphrase");
    }
    return line;
  }

  private static UsageException refusal(String message) {
    return new UsageException(ExitCode.REFUSED, message);
  }
}
