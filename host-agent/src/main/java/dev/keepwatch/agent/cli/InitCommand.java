package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cache.DurableFile;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.config.ConfigException;
import dev.keepwatch.agent.config.ConfigFile;
import dev.keepwatch.agent.config.NewConfig;
import dev.keepwatch.agent.identity.HostOutputs;
import dev.keepwatch.agent.posix.DirectorySync;
import dev.keepwatch.agent.posix.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `init`: writes the configuration of a host from what its stack tells.
final class InitCommand {

  private final Composition parts;

  InitCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException, ConfigException {
    Path file = RawText.path(invocation.options().run().config).toAbsolutePath().normalize();
    if (Files.exists(file)) {
      throw exists(file);
    }
    String text = text(file, stack());
    var terminal = parts.terminal();
    if (invocation.options().general().dryRun) {
      terminal.result(text.stripTrailing());
      terminal.notice("Dry run: " + file + " was not written.");
      return ExitCode.OK;
    }
    write(file, text);
    terminal.notice(
        "Wrote %s. Put the public keys in place that it names, look through the jobs, then try keepwatch run --dry-run --config %s."
            .formatted(file, file));
    return ExitCode.OK;
  }

  private String stack() throws UsageException {
    String name =
        parts
            .options()
            .init()
            .stack
            .orElseThrow(
                () -> new UsageException("from what? Say --from-stack NAME, as keepwatch-web01"));
    if (!name.matches("[A-Za-z][A-Za-z0-9-]{0,127}")) {
      throw new UsageException("--from-stack: '" + name + "' is no name of a stack");
    }
    return name;
  }

  private String text(Path file, String stack) throws IOException, UsageException, ConfigException {
    try (var stacks = parts.s3().account().stacks()) {
      var outputs = HostOutputs.of(stack, stacks.of(stack));
      tellOfFoldersWithoutJob(stack, outputs.folders());
      String text =
          NewConfig.text(
              outputs.host(),
              outputs.bucket(),
              outputs.region(),
              outputs.mode(),
              outputs.folders());
      ConfigFile.parse(file.toString(), text);
      return text;
    }
  }

  /// The monitor will wait for them, and nothing will come.
  private void tellOfFoldersWithoutJob(String stack, List<String> folders) throws UsageException {
    var without = folders.stream().filter(folder -> !NewConfig.canBeJob(folder)).toList();
    if (without.isEmpty()) {
      return;
    }
    String names = String.join(", ", without);
    if (without.size() == folders.size()) {
      throw new UsageException(
          ExitCode.REFUSED,
          "none of the folders of %s (%s) can be the name of a job: these have letters, digits, '.', '_' and '-'. Change folders: in fleet.yaml and deploy"
              .formatted(stack, names));
    }
    parts
        .terminal()
        .warning(
            "No job was made for %s: a job's name has letters, digits, '.', '_' and '-'. Until folders: in fleet.yaml is changed, the monitor waits for it."
                .formatted(names));
  }

  /// Whole or not at all, and never over another.
  private static void write(Path file, String text) throws UsageException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (var durable = DurableFile.create(draft)) {
        durable.sink().write(text.getBytes(StandardCharsets.UTF_8));
        durable.finish();
      }
      Files.createLink(file, draft);
      Files.delete(draft);
      DirectorySync.force(Optional.ofNullable(file.getParent()).orElse(Path.of("/")));
    } catch (FileAlreadyExistsException e) {
      throw exists(file);
    } catch (IOException e) {
      throw new UsageException(
          ExitCode.REFUSED,
          "cannot write %s: %s. Make the directory, or name another file with --config."
              .formatted(file, Refusal.words(e)));
    }
  }

  private static UsageException exists(Path file) {
    return new UsageException(
        ExitCode.REFUSED,
        file
            + " exists already, and is not overwritten: move it away, or name another with --config");
  }
}
