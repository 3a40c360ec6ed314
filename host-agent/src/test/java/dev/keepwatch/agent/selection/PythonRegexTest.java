package dev.keepwatch.agent.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.envelope.OutsideProgram;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonRegexTest {

  private static final String[] PIECES = {
    "a",
    "b",
    "A",
    "1",
    "_",
    "-",
    " ",
    "/",
    ".",
    "\\.",
    "\\w",
    "\\W",
    "\\d",
    "\\D",
    "\\s",
    "\\S",
    "\\b",
    "\\B",
    "\\A",
    "\\Z",
    "^",
    "$",
    "[ab]",
    "[^ab]",
    "[a-c1]",
    "[]a]",
    "[^]a]",
    "[a-]",
    "[\\w-]",
    "[\\W]",
    "[^\\d]",
    "[[a]",
    "[a&&b]",
    "[a--b]",
    "[\\]\\\\]",
    "[\\b]",
    "(",
    ")",
    "(?:",
    "(?P<n>",
    "(?P=n)",
    "(?=",
    "(?!",
    "(?<=",
    "(?<!",
    "(?>",
    "(?i)",
    "(?i:",
    "(?s:",
    "(?m:",
    "(?x:",
    "(?-i:",
    "(?#x)",
    "\\1",
    "\\2",
    "|",
    "*",
    "+",
    "?",
    "*?",
    "++",
    "{2}",
    "{1,}",
    "{,2}",
    "{1,2}?",
    "{",
    "}",
    "{a",
    "{,}",
    "\\n",
    "\\x41",
    "\\u0041",
    "\\101",
    "\\0",
    "\\q",
    "\\-",
    "#",
    "\u00e9",
    "(?1",
    "[z-a]",
    "\\",
    "(?(1)a|b)"
  };
  private static final String[] TEXTS = {
    "a", "A", "ab", "aab", "a b", "1", "a1_", "/a/b", "a.b", "a-b", "\n", "a\n", "a\nb", "_", "é",
    "[", "]", "\\", "&", "AB", "aa", "abab", "{", "{a", "#", "\u0663", "\u00a0", "\u2028", "x{2}"
  };

  private static boolean found(String regex, String text) throws SelectionException {
    return PythonRegex.compile(regex, false).matcher(text).find();
  }

  /// Python tells for each expression in which texts it finds it; one line each, `!` if it refuses.
  private static final String PYTHON =
      """
      import re, sys, warnings
      warnings.simplefilter('ignore')
      texts = eval(sys.argv[1])
      for line in sys.stdin.buffer.read().decode().split('\\0'):
          try:
              p = re.compile(line)
              print(''.join('1' if p.search(t) else '0' for t in texts))
          except (re.error, OverflowError, RecursionError):
              print('!')
      """;

  @Test
  void finds_what_python_finds() throws Exception {
    var python = OutsideProgram.required("python3");
    long seed = System.nanoTime();
    var regexes = new ArrayList<String>();
    var random = new Random(seed);
    for (int i = 0; i < 4000; i++) {
      regexes.add(regex(random));
    }
    byte[] input = String.join("\0", regexes).getBytes(StandardCharsets.UTF_8);
    var answer = python.runWithInput(input, "-c", PYTHON, pythonList()).succeeded();
    var theirs = new String(answer.output(), StandardCharsets.UTF_8).lines().toList();
    var differences = new ArrayList<String>();
    for (int i = 0; i < regexes.size(); i++) {
      String ours = ours(regexes.get(i));
      if (!isSame(ours, theirs.get(i), regexes.get(i))) {
        differences.add(
            "seed %d %s: %s, Python %s".formatted(seed, regexes.get(i), ours, theirs.get(i)));
      }
    }
    assertThat(differences).isEmpty();
  }

  /// We may refuse a conditional, and understand a look behind that Python finds too long.
  private static boolean isSame(String ours, String theirs, String regex) {
    return ours.equals(theirs)
        || ours.equals("!") && regex.contains("(?(1)")
        || theirs.equals("!") && regex.contains("(?<")
        || ours.equals("!") && regex.contains("(?<");
  }

  private static String regex(Random random) {
    var regex = new StringBuilder();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      regex.append(PIECES[random.nextInt(PIECES.length)]);
    }
    for (long open = count(regex, '(') - count(regex, ')'); open > 0; open--) {
      regex.append(')');
    }
    return regex.toString();
  }

  private static long count(CharSequence text, char c) {
    return text.chars().filter(other -> other == c).count();
  }

  private static String pythonList() {
    var list = new StringBuilder("[");
    for (String text : TEXTS) {
      list.append('"');
      text.chars().forEach(c -> list.append("\\u%04x".formatted(c)));
      list.append("\",");
    }
    return list.append(']').toString();
  }

  private static String ours(String regex) {
    try {
      var found = new StringBuilder();
      for (String text : TEXTS) {
        found.append(found(regex, text) ? '1' : '0');
      }
      return found.toString();
    } catch (SelectionException e) {
      return "!";
    }
  }

  @ParameterizedTest
  @CsvSource({
    "[0-9]{7}(?!foo), /a/1234567bar, true",
    "[0-9]{7}(?!foo)$, /a/1234567foo, false",
    "(?i)/DOCS$, /a/docs, true",
    "\\.(jpe?g|png)$, /a/b.jpg, true",
    "^/a/, /b/a/, false"
  })
  void is_looked_for_anywhere(String regex, String text, boolean found) throws Exception {
    assertThat(found(regex, text)).isEqualTo(found);
  }

  @Test
  void a_byte_that_is_no_text_is_one_character() throws Exception {
    String path = PathText.of(new byte[] {'/', (byte) 0xff, '/', (byte) 0xc3, (byte) 0xa9});

    assertThat(found("/./.$", path)).isTrue();
    assertThat(found("\\udcff", path)).isTrue();
    assertThat(found("/\\w$", path)).isTrue();
    assertThat(found("^/\\w", path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(?(1)a|b)", "a(?i)b", "(?P<n>a)(?P<n>b)", "*a", "a**", "[b-a]", "\\q", "(", ")"})
  void what_cannot_be_said_is_refused_by_a_sentence(String regex) {
    assertThatThrownBy(() -> PythonRegex.compile(regex, false))
        .isInstanceOf(SelectionException.class)
        .hasMessageStartingWith("the regular expression '" + regex + "' cannot be understood: ");
  }

  @Test
  void one_that_never_ends_ends_with_a_sentence() throws Exception {
    var rule = new Rule.Match(false, Rule.Syntax.REGEX, false, "a*a*a*a*a*a*c");
    var selection = Selection.of(new byte[] {'/', 's'}, List.of(rule));

    assertThatThrownBy(() -> selection.verdict(new Entry("a".repeat(200) + "b")))
        .isInstanceOf(RunawayPatternException.class)
        .hasMessageStartingWith("--exclude-regexp a*a*a*a*a*a*c takes too long on /s/aaa");
  }

  @Test
  void a_group_repeated_over_the_longest_path_needs_no_deeper_stack() throws Exception {
    var rule = new Rule.Match(false, Rule.Syntax.REGEX, false, "^(?:a|/)*$");
    var selection = Selection.of(new byte[] {'/', 'a'}, List.of(rule));

    assertThat(selection.verdict(new Entry("a/".repeat(2000) + "a"))).isEqualTo(Verdict.EXCLUDE);
  }
}
