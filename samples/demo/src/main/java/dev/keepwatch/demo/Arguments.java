package dev.keepwatch.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What was typed behind `keepwatch demo`.
///
/// @param help whether only an explanation is wanted
/// @param source the directory to play with
/// @param place where everything is put
record Arguments(boolean help, Optional<String> source, Optional<String> place) {

  static final String HELP =
      """
      ./keepwatch demo [DIR] [--in PLACE]

      Shows the whole of Keepwatch on this machine, in about half a minute: starts an
      S3 server inside this process, makes keys, backs DIR up, changes it, backs it up
      again, restores both states and compares them, runs the monitor, and shows the
      mail that it would send. No account and no network are needed.

        DIR         a directory of yours, up to 1 GiB; without it the sources of this
                    project. It is copied first and not touched.
        --in PLACE  puts everything into this directory, which must be empty or absent;
                    without it into a new one below $TMPDIR.

      Exit code: 0 if all came back as it was, 1 if not, 2 if DIR or PLACE will not do.
      """;

  /// @throws DemoException if they cannot be understood
  static Arguments read(List<String> words) throws DemoException {
    boolean help = false;
    Optional<String> source = Optional.empty();
    Optional<String> place = Optional.empty();
    Deque<String> left = new ArrayDeque<>(words);
    while (!left.isEmpty()) {
      String word = left.pop();
      if (word.equals("--help") || word.equals("-h")) {
        help = true;
      } else if (word.equals("--in")) {
        place = Optional.of(value(word, left.poll()));
      } else if (word.startsWith("--in=")) {
        place = Optional.of(value("--in", word.substring("--in=".length())));
      } else if (word.startsWith("-") || source.isPresent()) {
        throw new DemoException(
            "'" + word + "' is too much: write ./keepwatch demo [DIR] [--in PLACE].");
      } else {
        source = Optional.of(value("DIR", word));
      }
    }
    return new Arguments(help, source, place);
  }

  private static String value(String name, @org.jspecify.annotations.Nullable String value)
      throws DemoException {
    if (value == null || value.isEmpty()) {
      throw new DemoException(name + " is a directory: give its path.");
    }
    return value;
  }
}
