package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.SelectionOptions.Given;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.selection.Choice;
import dev.keepwatch.agent.selection.FileListText;
import dev.keepwatch.agent.selection.PathList;
import dev.keepwatch.agent.selection.Rule;
import dev.keepwatch.agent.selection.Rule.Syntax;
import dev.keepwatch.agent.selection.SelectionException;
import dev.keepwatch.format.naming.TimeExpression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Makes rules of the options that choose from the source; reads the lists that they name.
final class RuleReader {

  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");
  private static final List<String> DEFAULT_FILTERS =
      List.of("--filter-globbing", "--filter-strictcase");

  private final TimeExpression times;
  private final List<Rule> rules = new ArrayList<>();
  private boolean nullSeparated;
  private Syntax syntax = Syntax.GLOB;
  private boolean ignoreCase;

  RuleReader(TimeExpression times) {
    this.times = times;
  }

  Choice choice(SelectionOptions options) throws UsageException, SelectionException {
    checkFilters(options.given);
    nullSeparated = options.nullSeparator;
    if (options.filesFrom.isPresent()) {
      String file = options.filesFrom.get();
      rules.add(PathList.rule(file, content(file, RawText.path(file)), nullSeparated));
    }
    for (var given : options.given) {
      add(given);
    }
    return new Choice(rules, options.copyLinks);
  }

  /// A filter that changes nothing is a mistake, says duplicity 3.
  private static void checkFilters(List<Given> given) throws UsageException {
    var filters = given.stream().map(Given::option).filter(RuleReader::isFilter).toList();
    if (filters.isEmpty()) {
      return;
    }
    if (isFilter(given.getLast().option())) {
      throw new UsageException(
          ExitCode.FILTER_LAST,
          given.getLast().option() + " changes the rules behind it, and there is none");
    }
    if (DEFAULT_FILTERS.containsAll(filters)) {
      throw new UsageException(
          ExitCode.FILTERS_DEFAULT,
          filters.getFirst() + " is how patterns are understood anyway: leave it out");
    }
  }

  private static boolean isFilter(String option) {
    return option.startsWith("--filter-");
  }

  private void add(Given given) throws UsageException {
    boolean including = given.option().startsWith("--include");
    switch (given.option()) {
      case "--include", "--exclude" -> pattern(including, syntax, given.value());
      case "--include-regexp", "--exclude-regexp" ->
          pattern(including, Syntax.REGEX, given.value());
      case "--include-globbing-filelist", "--exclude-globbing-filelist" ->
          list(including, given.value(), RawText.path(given.value()));
      case "--include-filelist-stdin", "--exclude-filelist-stdin" ->
          list(including, "on standard input", STANDARD_INPUT);
      case "--exclude-if-present" -> rules.add(new Rule.IfPresent(given.value()));
      case "--exclude-older-than" -> rules.add(new Rule.OlderThan(time(given.value())));
      case "--exclude-device-files" -> rules.add(new Rule.DeviceFiles());
      case "--exclude-other-filesystems" -> rules.add(new Rule.OtherFilesystems());
      case "--filter-literal" -> syntax = Syntax.LITERAL;
      case "--filter-regexp" -> syntax = Syntax.REGEX;
      case "--filter-globbing" -> syntax = Syntax.GLOB;
      case "--filter-ignorecase" -> ignoreCase = true;
      case "--filter-strictcase" -> ignoreCase = false;
      default -> throw new IllegalArgumentException(given.option());
    }
  }

  private void pattern(boolean including, Syntax as, String pattern) {
    rules.add(new Rule.Match(including, as, ignoreCase, pattern));
  }

  private void list(boolean including, String name, Path file) throws UsageException {
    var text = new FileListText(including, syntax, ignoreCase, nullSeparated);
    rules.addAll(text.rules(content(name, file)));
  }

  private static byte[] content(String name, Path file) throws UsageException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageException(
          ExitCode.FILE_LIST, "cannot read the list " + name + ": " + Refusal.words(e));
    }
  }

  private Instant time(String text) throws UsageException {
    try {
      return times.resolve(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--exclude-older-than: " + e.getMessage());
    }
  }
}
