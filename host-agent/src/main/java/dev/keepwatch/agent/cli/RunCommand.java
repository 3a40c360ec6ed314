package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.JobOutcome.Result;
import dev.keepwatch.agent.cli.document.RunDocument;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.config.ConfigException;
import dev.keepwatch.agent.config.ConfigFile;
import dev.keepwatch.agent.config.HostConfig;
import dev.keepwatch.agent.config.JobConfig;
import dev.keepwatch.agent.config.Nearest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `run`: what the timer calls. After a job that failed the next has its turn.
final class RunCommand {

  private final Composition parts;

  RunCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException, ConfigException {
    Path file = RawText.path(invocation.options().run().config).toAbsolutePath();
    var config = read(file);
    var chosen = chosen(config, invocation.words());
    var directory = file.getParent() == null ? Path.of("/") : file.getParent();
    invocation.options().storage().addFrom(config.s3(), directory);
    var jobs = new ConfiguredJobs(parts, config, directory);
    try (var locks = new RunLocks()) {
      for (var job : chosen) {
        if (!locks.take(jobs.lock(job))) {
          throw new UsageException(
              ExitCode.BUSY, "the job " + job.name() + " is running already; nothing was done");
        }
      }
      return runAll(jobs, chosen, invocation.options().general().dryRun);
    }
  }

  private static HostConfig read(Path file) throws IOException, UsageException, ConfigException {
    if (!Files.exists(file)) {
      throw new UsageException(
          "there is no configuration " + file + ": name one with --config FILE");
    }
    try {
      return ConfigFile.parse(file.toString(), Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new UsageException("the configuration " + file + " is not UTF-8 text");
    }
  }

  private static List<JobConfig> chosen(HostConfig config, List<String> names)
      throws UsageException {
    if (names.isEmpty()) {
      return config.jobs();
    }
    var known = config.jobs().stream().map(JobConfig::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UsageException("there is no job " + name + Nearest.question(name, known));
      }
    }
    return config.jobs().stream().filter(job -> names.contains(job.name())).toList();
  }

  private ExitCode runAll(ConfiguredJobs jobs, List<JobConfig> chosen, boolean dryRun) {
    var outcomes = new ArrayList<JobOutcome>();
    for (var job : chosen) {
      outcomes.add(new JobRun(parts, jobs, job, dryRun).run());
    }
    for (var outcome : outcomes) {
      parts
          .terminal()
          .notice(
              "Job %s %s: %s"
                  .formatted(outcome.job(), outcome.result().words(dryRun), outcome.sentence()));
    }
    if (parts.terminal().speaksJson()) {
      parts.terminal().document(document(outcomes, dryRun).toString());
    }
    return code(outcomes);
  }

  private static RunDocument document(List<JobOutcome> outcomes, boolean dryRun) {
    return new RunDocument(
        dryRun,
        outcomes.stream()
            .map(outcome ->
                new RunDocument.Job(
                    outcome.job(),
                    outcome.result().name().toLowerCase(Locale.ROOT),
                    outcome.sentence()))
            .toList());
  }

  private static ExitCode code(List<JobOutcome> outcomes) {
    long failed = count(outcomes, Result.FAILED);
    if (failed > 0 && failed + count(outcomes, Result.SKIPPED) == outcomes.size()) {
      return ExitCode.GENERAL;
    }
    return failed + count(outcomes, Result.INCOMPLETE) > 0 ? ExitCode.SOME_FAILED : ExitCode.OK;
  }

  private static long count(List<JobOutcome> outcomes, Result result) {
    return outcomes.stream().filter(outcome -> outcome.result() == result).count();
  }
}
