package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.SelectionOptions.Given;
import dev.keepwatch.agent.config.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Understands the command line. Options may stand before, between and behind the other words, and
/// of one that is given twice the last counts, as in duplicity.
final class ArgumentReader {

  private final Options options = Options.unset();
  private final Map<String, OldOption> oldOptions = new HashMap<>();
  private final Map<String, Topic> topics = new HashMap<>();
  private final CommandSpec spec = CommandSpec.create().name("keepwatch");
  private final CommandLine commandLine;

  private ArgumentReader() {
    options
        .byTopic()
        .forEach((topic, object) -> {
          var mixin = CommandSpec.forAnnotatedObject(object);
          mixin.options().forEach(option -> topics.put(option.longestName(), topic));
          mixin.options().forEach(spec::addOption);
        });
    OldOption.all().forEach(this::add);
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .build());
    commandLine =
        new CommandLine(spec)
            .setExpandAtFiles(false)
            .setOverwrittenOptionsAllowed(true)
            .setAllowOptionsAsOptionParameters(true);
  }

  private void add(OldOption old) {
    var option =
        OptionSpec.builder(old.name())
            .arity(old.takesValue() ? "1" : "0")
            .type(old.takesValue() ? String.class : Boolean.class)
            .hidden(true)
            .build();
    oldOptions.put(old.name(), old);
    spec.addOption(option);
  }

  /// @throws UsageException if they make no sense
  static Invocation read(List<String> arguments) throws UsageException {
    return new ArgumentReader().invocation(arguments);
  }

  /// Every option there is, for those who compare.
  static CommandSpec specification() {
    return new ArgumentReader().spec;
  }

  private Invocation invocation(List<String> arguments) throws UsageException {
    ParseResult parsed;
    try {
      parsed = commandLine.parseArgs(inFull(arguments).toArray(String[]::new));
    } catch (UnmatchedArgumentException e) {
      throw unknown(e.getUnmatched().getFirst());
    } catch (ParameterException e) {
      throw new UsageException(new OptionComplaint(e).sentence());
    }
    options.storage().check();
    options.archive().check();
    options.thaw().check();
    collectRules(parsed);
    List<String> words =
        parsed.hasMatchedPositional(0) ? parsed.matchedPositional(0).stringValues() : List.of();
    var remarks = remarks(parsed);
    var found = Words.understand(words, options.general());
    checkTopics(found.verb(), parsed);
    return new Invocation(found.verb(), found.rest(), options, remarks);
  }

  /// Options in full where only their beginnings were given, as duplicity understands them.
  private List<String> inFull(List<String> arguments) throws UsageException {
    var full = new ArrayList<String>();
    boolean words = false;
    for (String argument : arguments) {
      words |= argument.equals("--");
      full.add(words || !argument.startsWith("--") ? argument : inFull(argument));
    }
    return full;
  }

  private String inFull(String argument) throws UsageException {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    var begun =
        spec.options().stream()
            .filter(option -> Arrays.stream(option.names()).noneMatch(name::equals))
            .filter(option -> Arrays.stream(option.names()).anyMatch(n -> n.startsWith(name)))
            .map(OptionSpec::longestName)
            .sorted()
            .toList();
    if (spec.optionsMap().containsKey(name) || begun.isEmpty()) {
      return argument;
    }
    if (begun.size() > 1) {
      throw new UsageException(
          "%s can be %s: write it in full".formatted(name, String.join(" or ", begun)));
    }
    return begun.getFirst() + argument.substring(name.length());
  }

  private UsageException unknown(String argument) {
    String name = argument.replaceFirst("=.*", "");
    var known = new ArrayList<String>();
    spec.options().stream()
        .filter(option -> !oldOptions.containsKey(option.longestName()))
        .forEach(option -> known.addAll(List.of(option.names())));
    return new UsageException("unknown option " + name + Nearest.question(name, known));
  }

  /// picocli keeps the values of each option apart; their order among each other is that of the
  /// matches.
  private void collectRules(ParseResult parsed) {
    var seen = new HashMap<String, Integer>();
    for (var option : parsed.matchedOptions()) {
      String name = option.longestName();
      if (SelectionOptions.ORDERED.contains(name)) {
        int index = seen.merge(name, 1, Integer::sum) - 1;
        options.backup().selection.given.add(new Given(name, option.stringValues().get(index)));
      }
    }
  }

  private List<String> remarks(ParseResult parsed) throws UsageException {
    var ignored = new ArrayList<String>();
    for (var option : parsed.matchedOptionsSet()) {
      var old = oldOptions.get(option.longestName());
      if (old != null && old.refusal().isPresent()) {
        throw new UsageException(old.refusal().get());
      }
      if (old != null) {
        ignored.add(old.name());
      }
    }
    options.keys().gpg().needless().forEach(name -> ignored.add("--gpg-options " + name));
    return ignored.isEmpty()
        ? List.of()
        : List.of(
            ignored.stream()
                .distinct()
                .collect(Collectors.joining(", ", "Not needed here, and ignored: ", ".")));
  }

  private void checkTopics(Verb verb, ParseResult parsed) throws UsageException {
    for (var option : parsed.matchedOptionsSet()) {
      var topic = topics.get(option.longestName());
      if (topic != null && !verb.topics().contains(topic)) {
        throw new UsageException(
            option.longestName() + " means nothing to the command " + verb.fullName());
      }
    }
  }
}
