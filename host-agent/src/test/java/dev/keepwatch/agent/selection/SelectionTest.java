package dev.keepwatch.agent.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.format.archive.ArchivePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

  private static Selection selection(Rule... rules) throws SelectionException {
    return Selection.of("/s".getBytes(StandardCharsets.UTF_8), List.of(rules));
  }

  private static Entry directory(String path) {
    return new Entry(ArchivePath.of(path), true);
  }

  @Test
  void a_directory_is_entered_only_if_something_in_it_could_be_included() throws Exception {
    var selection = selection(Rule.include("/s/a/*/c"), Rule.exclude("**"));

    assertThat(selection.verdict(directory("a"))).isEqualTo(Verdict.SCAN);
    assertThat(selection.verdict(directory("a/b"))).isEqualTo(Verdict.SCAN);
    assertThat(selection.verdict(directory("a/b/c"))).isEqualTo(Verdict.INCLUDE);
    assertThat(selection.verdict(directory("a/b/d"))).isEqualTo(Verdict.EXCLUDE);
    assertThat(selection.verdict(directory("b"))).isEqualTo(Verdict.EXCLUDE);
  }

  @Test
  void a_file_that_no_rule_speaks_of_is_passed_over_where_an_include_could_have_matched()
      throws Exception {
    var selection = selection(Rule.include("/s/a/*"), Rule.exclude("/s/b"));

    assertThat(selection.verdict(new Entry("a"))).isEqualTo(Verdict.PASSED_OVER);
    assertThat(selection.verdict(directory("a"))).isEqualTo(Verdict.SCAN);
    assertThat(selection.verdict(new Entry("c"))).isEqualTo(Verdict.INCLUDE);
  }

  @Test
  void what_comes_first_is_asked_first_and_is_not_the_last_rule() {
    assertThatThrownBy(() -> selection(Rule.include("**"), new Rule.DeviceFiles()))
        .isInstanceOfSatisfying(
            SelectionException.class,
            e -> assertThat(e.reason()).isEqualTo(SelectionException.Reason.REDUNDANT));
  }

  @ParameterizedTest
  @CsvSource({
    "/s/a, a, EXCLUDE",
    "/s/a, a/b, EXCLUDE",
    "/s/a/, a, INCLUDE",
    "/s/a/, a/b, EXCLUDE",
    "/s/?, ab, INCLUDE",
    "/s/[!a-c], d, EXCLUDE",
    "/s/[!a-c], b, INCLUDE",
    "/s/[]a], ], EXCLUDE",
    "/s/*/c, a/b/c, INCLUDE",
    "**/c, a/b/c, EXCLUDE",
    "ignorecase:/S/A, a, EXCLUDE"
  })
  void a_pattern_speaks_of_whole_paths_and_of_what_is_below(
      String pattern, String path, Verdict verdict) throws Exception {
    assertThat(selection(Rule.exclude(pattern)).verdict(new Entry(path))).isEqualTo(verdict);
  }
}
