package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

/// The manual says what the code does: everything, and nothing else.
class ManualTest {

  /// Options of other programs.
  private static final Set<String> OTHERS =
      Set.of(
          "--compress-algo",
          "--cipher-algo",
          "--trust-model",
          "--bzip2-compress-level",
          "--compress-level",
          "--homedir",
          "-z",
          "-Xmx64m",
          "--");

  @TempDir Path home;

  private static String commands() throws IOException {
    return Files.readString(Path.of("../docs/COMMANDS.md"));
  }

  private static Set<String> find(String text, String regex) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void every_option_is_in_the_manual_and_no_other() throws Exception {
    var known =
        ArgumentReader.specification().options().stream()
            .filter(option -> !option.hidden())
            .flatMap(option -> Arrays.stream(option.names()))
            .collect(Collectors.toCollection(TreeSet::new));
    var told = find(commands(), "`(-[a-zA-Z-][a-z0-9-]*)`");
    told.removeAll(OTHERS);

    assertThat(told).isEqualTo(known);
  }

  @Test
  void options_that_take_a_value_are_shown_with_it() throws Exception {
    String options = commands().replaceFirst("(?s)### Options of duplicity.*", "");
    for (OptionSpec option : ArgumentReader.specification().options()) {
      if (!option.hidden() && option.arity().max() == 1 && !option.paramLabel().startsWith("<")) {
        assertThat(options)
            .as(option.longestName())
            .containsPattern(
                Pattern.quote(option.longestName()) + "`( " + option.paramLabel() + "|, `)");
      }
    }
  }

  @Test
  void every_exit_code_is_in_the_manual_with_its_meaning_and_no_other() throws Exception {
    var known =
        Arrays.stream(ExitCode.values())
            .map(code -> "| %d | %s |".formatted(code.number(), code.meaning()))
            .distinct()
            .toList();
    var told = commands().lines().filter(line -> line.matches("\\| \\d+ \\|.*")).toList();

    assertThat(told).isEqualTo(known);
  }

  @Test
  void every_command_is_in_the_manual_with_all_its_names() throws Exception {
    for (var verb : Verb.values()) {
      String names =
          verb.names().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
      assertThat(commands()).contains("| " + names + " | " + verb.words());
    }
    for (String later : Verb.LATER) {
      assertThat(commands()).contains("`" + later + "`");
    }
  }

  @Test
  void every_key_of_the_configuration_is_in_the_manual_and_no_other() throws Exception {
    String manual = Files.readString(Path.of("../docs/CONFIGURATION.md"));
    var mappings = Set.of("keys", "keep", "upload", "s3", "jobs");
    var known =
        ConfigFile.keys().stream()
            .filter(key -> !mappings.contains(key))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(find(manual, "(?m)^\\| `([a-z0-9.-]+)` \\|")).isEqualTo(known);
  }

  @Test
  void every_variable_that_the_code_asks_for_is_in_the_manual() throws Exception {
    try (var sources = Files.walk(Path.of("src/main/java/dev/keepwatch/agent/cli"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        for (String name :
            find(Files.readString(source), "\\.?(?:variable|directory)\\(\"([A-Z_]+)\"\\)")) {
          assertThat(commands()).as("%s in %s", name, source).contains("`" + name + "`");
        }
      }
    }
  }

  @Test
  void help_shows_the_commands_and_the_options_of_each() throws Exception {
    var shell = new Shell(home);

    var overview = shell.run("--help");
    assertThat(overview.exit()).isZero();
    for (var verb : Verb.values()) {
      assertThat(overview.output()).contains("\n  " + verb.fullName() + " ");
      var help = shell.run("help", verb.fullName());
      assertThat(help.output()).startsWith("keepwatch " + verb.fullName() + " ");
      assertThat(help.output()).contains("--verbosity").doesNotContain("--current-time");
      assertThat(shell.run(verb.fullName(), "--help").output()).isEqualTo(help.output());
    }
    assertThat(shell.run("help", "restore").output()).contains("--path-to-restore", "Example:");
    assertThat(shell.run("help", "full").output())
        .contains("--volsize")
        .doesNotContain("--path-to-restore");
    assertThat(shell.run("help", "restor").errors())
        .isEqualTo("keepwatch: there is no command restor; did you mean restore?\n");
  }

  @Test
  void the_version_is_the_one_that_maven_knows() throws Exception {
    var said = new Shell(home).run("--version");

    assertThat(said.output()).matches("keepwatch \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
  }

  @Test
  void the_launcher_starts_the_class_that_is_there() throws Exception {
    Path launcher = Path.of("../keepwatch");

    assertThat(Files.isExecutable(launcher)).isTrue();
    assertThat(Files.readString(launcher)).contains(" " + Main.class.getName() + " \"$@\"");
  }

  @Test
  void the_demo_is_told_to_be_in_a_checkout_only() throws Exception {
    var said = new Shell(home).run("demo");

    assertThat(said.exit()).isEqualTo(33);
    assertThat(said.errors()).contains("./keepwatch demo").hasLineCount(1);
  }
}
