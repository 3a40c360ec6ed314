package dev.keepwatch.agent.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// What scripts pass on to gpg with `--gpg-options`. No gpg runs here, so some of it has become
/// needless; everything else is refused by name.
final class GpgOptions {

  private static final Set<String> NEEDLESS =
      Set.of(
          "--compress-algo",
          "--cipher-algo",
          "--trust-model",
          "--bzip2-compress-level",
          "--compress-level",
          "--homedir",
          "-z");

  private GpgOptions() {}

  /// The names of the options in it.
  ///
  /// @throws UsageException if one of them would be missed
  static List<String> needless(String text) throws UsageException {
    var names = new ArrayList<String>();
    Iterator<String> words = List.of(text.strip().split("\\s+")).iterator();
    while (words.hasNext()) {
      String word = words.next();
      String name = word.replaceFirst("=.*", "");
      if (name.isEmpty()) {
        continue;
      }
      if (!NEEDLESS.contains(name)) {
        throw new UsageException(
            "--gpg-options: " + name + " is not supported, since no gpg runs; take it out");
      }
      if (!word.contains("=") && words.hasNext()) {
        words.next();
      }
      names.add(name);
    }
    return names;
  }
}
