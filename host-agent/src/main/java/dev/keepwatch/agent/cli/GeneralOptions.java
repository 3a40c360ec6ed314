package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.Verbosity;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Options that every command has.
final class GeneralOptions {

  @Option(
      names = {"-v", "--verbosity"},
      paramLabel = "LEVEL",
      converter = VerbosityConverter.class,
      description =
          "How much is said: error, warning, notice, info or debug, or duplicity's numbers from 0 to"
              + " 9. Notice, if nothing is given.")
  Verbosity verbosity = Verbosity.NOTICE;

  @Option(names = "--dry-run", description = "Only tells what would be done; nothing is changed.")
  boolean dryRun;

  @Option(
      names = "--tempdir",
      paramLabel = "DIR",
      description = "Where temporary files lie; else in $TMPDIR or /tmp.")
  Optional<String> temporary = Optional.empty();

  @Option(
      names = "--current-time",
      paramLabel = "SECONDS",
      hidden = true,
      description = "Seconds since 1970 that stand in for the clock; for tests.")
  Optional<Long> currentTime = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      description = "Shows this text, or that of the command it stands with.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      description = "Shows the version.")
  boolean version;

  static final class VerbosityConverter implements ITypeConverter<Verbosity> {
    @Override
    public Verbosity convert(String text) {
      try {
        return Verbosity.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
