package dev.keepwatch.agent.selection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.selection.Rule.Syntax;
import dev.keepwatch.format.archive.ArchivePath;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What real duplicity 0.8.22 was seen to make of lists.
class FileListTextTest {

  private static List<Rule> rules(String text) {
    return new FileListText(true, Syntax.GLOB, false, false).rules(text.getBytes(UTF_8));
  }

  private static List<String> shown(List<Rule> rules) {
    return rules.stream().map(Rule::toString).toList();
  }

  @Test
  void a_line_includes_or_excludes() {
    assertThat(rules("/a\n- /b\n+ /c\n-/d\n"))
        .containsExactly(
            Rule.include("/a"), Rule.exclude("/b"), Rule.include("/c"), Rule.include("-/d"));
  }

  @Test
  void white_space_around_a_line_comments_and_empty_lines_do_not_count() {
    assertThat(rules("# one\n\n  /a \t\r\n \u00a0/b\u001c\n\t# two\n/c #d"))
        .containsExactly(Rule.include("/a"), Rule.include("/b"), Rule.include("/c #d"));
  }

  @Test
  void lines_end_as_in_any_system() {
    assertThat(rules("/a\r/b\r\n/c\n/d\u000b/e"))
        .containsExactly(
            Rule.include("/a"), Rule.include("/b"), Rule.include("/c"), Rule.include("/d\u000b/e"));
  }

  @Test
  void one_pair_of_quotes_is_taken_away_and_what_is_in_it_stays() {
    assertThat(rules("\"/a \"\n- ' /b'\n'/c\n\"'/d'\"\n\"\n''"))
        .containsExactly(
            Rule.include("/a "), Rule.exclude(" /b"), Rule.include("'/c"), Rule.include("'/d'"));
  }

  @Test
  void lists_may_be_separated_by_nul() {
    var list = new FileListText(false, Syntax.LITERAL, true, true);

    assertThat(shown(list.rules("/a\0+ /b\nc\0\n/d".getBytes(UTF_8))))
        .containsExactly("--exclude /a", "--include /b\nc", "--exclude /d");
  }

  @Test
  void a_name_that_is_no_text_can_be_listed() {
    var rules =
        new FileListText(true, Syntax.GLOB, false, false).rules(new byte[] {'/', (byte) 255});

    assertThat(rules).containsExactly(Rule.include("/\udcff"));
  }

  @Test
  void a_list_of_paths_means_them_and_the_directories_above() throws Exception {
    var rule = PathList.rule("list", "a/b\n./c//d/\n e \n".getBytes(UTF_8), false);

    assertThat(((Rule.AllBut) rule).paths())
        .isEqualTo(
            Set.copyOf(
                Stream.concat(
                        Stream.of(ArchivePath.root()),
                        Stream.of("a", "a/b", "c", "c/d", " e ").map(ArchivePath::of))
                    .toList()));
  }

  @Test
  void a_list_of_paths_stays_below_the_source() {
    for (String outside : List.of("/a", "a/../../b")) {
      assertThatThrownBy(() -> PathList.rule("list", outside.getBytes(UTF_8), false))
          .isInstanceOf(SelectionException.class)
          .hasMessage("the list list names " + outside + "; paths in it begin below the source");
    }
  }
}
