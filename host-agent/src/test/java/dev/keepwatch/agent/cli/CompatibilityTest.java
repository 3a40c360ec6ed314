package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every option and verb of duplicity has its place here, and docs/COMPATIBILITY.md says which.
///
/// The page is made from the program's own tables; with `-Dkeepwatch.docs=update` this test writes
/// it.
class CompatibilityTest {

  private static final Path PAGE = Path.of("../docs/COMPATIBILITY.md");

  private static Map<String, String> options() throws IOException {
    try (var lines = Files.lines(Fixtures.ROOT.resolve("options.txt"))) {
      return lines
          .filter(line -> line.startsWith("-"))
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toMap(line -> line[0], line -> line[1], (a, b) -> a, TreeMap::new));
    }
  }

  @Test
  void the_page_is_what_the_code_says() throws Exception {
    String page = new CompatibilityPage(options()).toString();
    if ("update".equals(System.getProperty("keepwatch.docs"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("run this test with -Dkeepwatch.docs=update")
        .isEqualTo(page);
  }

  @Test
  void every_option_is_known_here() throws Exception {
    var known = ArgumentReader.specification().optionsMap().keySet();

    assertThat(known).containsAll(options().keySet());
  }

  @Test
  void what_is_said_of_an_option_is_said_of_one_that_is_there() throws Exception {
    var current = new TreeSet<String>();
    for (var option : ArgumentReader.specification().options()) {
      if (!option.hidden()) {
        current.addAll(java.util.List.of(option.names()));
      }
    }

    assertThat(current).containsAll(CompatibilityPage.REMARKS.keySet());
    assertThat(options().keySet()).containsAll(CompatibilityPage.REMARKS.keySet());
  }

  @Test
  void the_list_holds_what_the_real_duplicity_0_8_has() throws Exception {
    var help = OutsideProgram.required("duplicity").run("--help").succeeded();
    assertListed(new String(help.output(), UTF_8), "  -.*", "0.8");
  }

  @Test
  void the_list_holds_what_the_real_duplicity_3_has() throws Exception {
    var help = OutsideProgram.ofLaterDebian("duplicity", Map.of()).run("--help").succeeded();
    String text = new String(help.output(), UTF_8).replaceFirst("(?s).*\noptions:", "");
    assertListed(text.replaceAll("(?m)^(  -.*?) {2,}\\S.*$", "$1"), "  -.*", "3");
  }

  private static void assertListed(String help, String form, String version) throws IOException {
    var options = options();
    var found =
        help.lines()
            .filter(line -> line.matches(form))
            .flatMap(line -> Pattern.compile("--[a-z0-9-]+").matcher(line).results())
            .map(result -> result.group())
            .toList();
    assertThat(found).hasSizeGreaterThan(90);
    for (String option : found) {
      assertThat(options).containsKey(option);
      assertThat(requireNonNull(options.get(option)).split(" "))
          .as("versions of %s", option)
          .contains(version);
    }
  }
}
