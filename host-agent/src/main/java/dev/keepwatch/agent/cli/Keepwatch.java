package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.ErrorDocument;
import dev.keepwatch.agent.cli.output.Channels;
import dev.keepwatch.agent.cli.output.Message;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.cli.output.Verbosity;
import dev.keepwatch.agent.program.Program;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// One run of the program, from the arguments to the exit code.
public final class Keepwatch {

  private final Machine machine;
  private final Channels channels;

  public Keepwatch(Machine machine, Channels channels) {
    this.machine = machine;
    this.channels = channels;
  }

  /// Does what the arguments say. Whatever happens is told in words and as a number; nothing is
  /// thrown.
  ///
  /// @return the exit code
  public int run(List<String> arguments) {
    try {
      return run(ArgumentReader.read(arguments)).number();
    } catch (UsageException e) {
      return notUnderstood(e, OutputOptions.glance(arguments)).number();
    } catch (OutOfMemoryError e) {
      return plainly(
              new Failure(
                  ExitCode.GENERAL,
                  "the memory is not enough (%s): give more with KEEPWATCH_JAVA_OPTS, for instance -Xmx512m"
                      .formatted(e.getMessage())))
          .number();
    }
  }

  private ExitCode notUnderstood(UsageException e, OutputOptions output) {
    var failure = new Failure(e.code(), String.valueOf(e.getMessage()));
    try (var terminal = Terminal.open(channels, output.manner(Verbosity.NOTICE, machine))) {
      return told(failure, "", terminal);
    } catch (IOException unheard) {
      return plainly(failure);
    } catch (RuntimeException unheard) {
      return failure.code();
    }
  }

  private ExitCode run(Invocation invocation) {
    var general = invocation.options().general();
    var manner = invocation.options().output().manner(general.verbosity, machine);
    try (var terminal = Terminal.open(channels, manner)) {
      return run(invocation, terminal);
    } catch (IOException e) {
      return plainly(invocation.options().output().unheard(e));
    } catch (RuntimeException e) {
      return plainly(Failure.of(e, invocation.verb()));
    }
  }

  private ExitCode plainly(Failure failure) {
    try (var terminal = Terminal.plain(channels)) {
      return told(failure, "", terminal);
    } catch (RuntimeException e) {
      return failure.code(); // nobody listens
    }
  }

  private ExitCode run(Invocation invocation, Terminal terminal) {
    try {
      invocation.remarks().forEach(terminal::notice);
      return carryOut(invocation, terminal);
    } catch (Exception e) {
      terminal.trace(e);
      var verb = invocation.verb();
      return told(Failure.of(e, verb), verb.fullName(), terminal);
    }
  }

  private static ExitCode told(Failure failure, String command, Terminal terminal) {
    if (!failure.sentence().isEmpty()) {
      var code = failure.code();
      terminal.say(Message.error(code.number(), failure.sentence()));
      if (terminal.speaksJson()) {
        terminal.document(
            new ErrorDocument(command, code.number(), code.name(), failure.sentence()).toString());
      }
    }
    return failure.code();
  }

  private ExitCode carryOut(Invocation invocation, Terminal terminal) throws Exception {
    var parts = new Composition(machine(invocation), terminal, invocation.options());
    return switch (invocation.verb()) {
      case BACKUP, FULL, INCREMENTAL -> new BackupCommand(parts).run(invocation);
      case RESTORE -> new RestoreCommand(parts).run(invocation);
      case VERIFY -> new VerifyCommand(parts).run(invocation);
      case LIST -> new ListCommand(parts).run(invocation);
      case STATUS -> new StatusCommand(parts).run(invocation);
      case CLEANUP -> new CleanupCommand(parts).run(invocation);
      case REPAIR -> new RepairCommand(parts).run(invocation);
      case REMOVE_OLDER_THAN, REMOVE_ALL_BUT_N_FULL, REMOVE_ALL_INC_OF_BUT_N_FULL ->
          new RetentionCommand(parts).run(invocation);
      case REPLICATE -> new ReplicateCommand(parts).run(invocation);
      case TAG -> new TagCommand(parts).run(invocation);
      case RUN -> new RunCommand(parts).run(invocation);
      case UNDELETE -> new UndeleteCommand(parts).run(invocation);
      case INIT -> new InitCommand(parts).run(invocation);
      case KEYS -> new AwsKeysCommand(parts).run(invocation);
      case MONITOR -> new MonitorCommand(parts).run(invocation);
      case HELP -> help(invocation, terminal);
      case DEMO ->
          throw new UsageException(
              ExitCode.NOT_IMPLEMENTED,
              "the demo is not part of the installed program: take a checkout of the sources and run"
                  + " ./keepwatch demo there");
    };
  }

  private Machine machine(Invocation invocation) {
    return invocation
        .options()
        .general()
        .currentTime
        .map(seconds -> machine.withClock(InstantSource.fixed(Instant.ofEpochSecond(seconds))))
        .orElse(machine);
  }

  private static ExitCode help(Invocation invocation, Terminal terminal) throws UsageException {
    if (invocation.options().general().version) {
      terminal.document("keepwatch " + Program.version());
    } else {
      terminal.document(HelpText.about(invocation.words()));
    }
    return ExitCode.OK;
  }
}
