package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random rules of every kind, as words of a command line.
final class RandomRules {

  /// `S` is the source, `N` a name.
  private static final String[] GLOBS = {
    "S/N",
    "S/N/N",
    "S/N/N/N",
    "S/N/",
    "S/N/N/",
    "S/*",
    "S/*/N",
    "S/N/*",
    "S/**",
    "S/**/N",
    "**/N",
    "**/N/N",
    "**N",
    "**N**",
    "**/N/",
    "S/?",
    "S/N?",
    "**/[ab]",
    "**/[!ab]",
    "S/[^a]",
    "S/[a-c]*",
    "**/*.tmp",
    "**",
    "S",
    "S/",
    "S/N/**",
    "S/N/**/N",
    "S/N/N**",
    "**/N/**",
    "ignorecase:S/N",
    "ignorecase:**/N",
    "S/*.tmp",
    "**/N*",
    "S/**b",
    "S/N*/N",
    "*/N",
    "/",
    "/nowhere/N",
    "S//N",
    "S/N-1",
    "**/[a",
    "S/*/*",
    "S/[a-",
    "**/?b",
    "N",
    "S/**/",
    "**/*/N",
    "**/[]a]",
    "**/[!]a]",
    "**/[[a]",
    "S/N/./N",
    "S*/N",
    "S**",
    "**a**b**",
    "S/N/*/",
    "**/[A-b]",
    "ignorecase:**[A-B]",
    "**/a?b",
    "S/[\udc80-\udcff]",
    "S/[\u00c9]",
    "S/[!a-z]*",
    "**/.*",
    "**/[a-]",
    "**/[.-b]*"
  };

  private static final String[] LIKELY = {"S/N", "S/N/N", "**/N", "S/*/N", "S/N/*", "**.tmp"};

  private static final String[] PIECES = {
    "N",
    "/",
    ".",
    ".*",
    "$",
    "[ab]",
    "(a|b)",
    "\\w",
    "\\.",
    "(?!a)",
    "\\b",
    "a+",
    "x?",
    "/N$",
    "^S",
    "[^/]*",
    "b{1,2}",
    "(?:/N)+",
    "\\W",
    "(?<=/)",
    "[\\w.]",
    "\\Z",
    "a{",
    "(?i:A)",
    "(?P<n>a)(?P=n)?",
    "(/)\\1?",
    "[]]",
    "|N",
    "\\x61",
    "[^\\W]",
    "\\d",
    "(?#c)",
    "{1}",
    "*",
    "\\S+?"
  };

  private final Random random;
  private final Path lists;
  private final String source;
  private final boolean filters;
  private int files;

  /// @param lists where lists of patterns may be written
  /// @param filters whether options that only duplicity 3 has may be used
  RandomRules(Random random, Path lists, String source, boolean filters) {
    this.random = random;
    this.lists = lists;
    this.source = source;
    this.filters = filters;
  }

  List<String> words() throws IOException {
    var words = new ArrayList<String>();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      if (filters && random.nextInt(4) == 0) {
        words.add(oneOf("--filter-literal", "--filter-regexp", "--filter-globbing"));
        words.add(oneOf("--filter-ignorecase", "--filter-strictcase"));
      }
      add(words);
    }
    if (random.nextInt(6) == 0) {
      words.add("--copy-links");
    }
    if (filters && random.nextInt(6) == 0) {
      words.addAll(paths());
    }
    switch (random.nextInt(5)) {
      case 0, 1 -> words.addAll(List.of("--exclude", "**"));
      case 2 -> words.addAll(List.of("--exclude", glob()));
      default -> {}
    }
    return words;
  }

  private String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private String sense() {
    return oneOf("--include", "--exclude");
  }

  private void add(List<String> words) throws IOException {
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> words.addAll(List.of(sense() + "-regexp", regexp()));
      case 3, 4, 5 -> words.addAll(List.of(sense() + "-filelist", list()));
      case 6 -> words.addAll(List.of("--exclude-older-than", RandomSource.AGE.toString()));
      case 7 -> words.addAll(List.of("--exclude-if-present", RandomSource.name(random)));
      case 8 -> words.add(oneOf("--exclude-device-files", "--exclude-other-filesystems"));
      default -> words.addAll(List.of(sense(), random.nextInt(3) == 0 ? likely() : glob()));
    }
  }

  private String glob() {
    return filled(oneOf(GLOBS));
  }

  private String likely() {
    return filled(oneOf(LIKELY));
  }

  private String regexp() {
    var regexp = new StringBuilder(random.nextInt(8) == 0 ? "(?i)" : "");
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      regexp.append(oneOf(PIECES));
    }
    return filled(regexp.toString());
  }

  private String filled(String pattern) {
    var filled = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      filled.append(
          switch (pattern.charAt(i)) {
            case 'S' -> source;
            case 'N' -> RandomSource.name(random);
            default -> pattern.substring(i, i + 1);
          });
    }
    return filled.toString();
  }

  /// A list of what is there: of what is not, duplicity 3 takes the directories above.
  private List<String> paths() throws IOException {
    var text = new StringBuilder();
    for (int i = random.nextInt(1, 20); i > 0; i--) {
      String path = filled(oneOf("N", "N/N", "N/N/N")).replace('\udcff', 'b');
      if (Files.exists(RawText.path(source + "/" + path), LinkOption.NOFOLLOW_LINKS)) {
        text.append(path).append('\n');
      }
    }
    return text.isEmpty() ? List.of() : List.of("--files-from", written(text));
  }

  private String list() throws IOException {
    var text = new StringBuilder(random.nextInt(6) == 0 ? "# a list\n\n" : "");
    for (int i = random.nextInt(5); i > 0; i--) {
      String quote = oneOf("", "", "", "'", "\"");
      text.append(oneOf("", "", "", " ", "\t"))
          .append(oneOf("", "", "+ ", "- ", "- "))
          .append(quote + likely() + quote)
          .append(oneOf("\n", "\n", "\r\n", " \n", "\n\n", "\n#\n"));
    }
    return written(text);
  }

  private String written(CharSequence text) throws IOException {
    files++;
    Path file = lists.resolve("list" + files);
    // duplicity ends with an error where a list is not UTF-8.
    Files.write(file, RawText.encode(text.toString().replace('\udcff', 'b')));
    return file.toString();
  }
}
