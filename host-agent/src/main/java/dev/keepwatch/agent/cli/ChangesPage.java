package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.cli.document.ChangesDocument;
import dev.keepwatch.agent.cli.document.ChangesDocument.Changed;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.manifest.FileChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Which regular files changed when, from the lists in the manifests; in duplicity's form.
///
/// @param parts where to show it
/// @param open the archive
/// @param place where it is
/// @param catalog what it holds
record ChangesPage(Composition parts, OpenArchive open, String place, Catalog catalog) {

  private static final String RULE = "-------------------------";

  /// The sets in which a file is new, changed or gone.
  ExitCode ofFile(String name) throws IOException, UsageException {
    var path = RestoreCommand.path(name, "--file-changed");
    var lines = new ArrayList<String>();
    var concerned = new ArrayList<Changed>();
    for (var set : sets()) {
      for (var line : changes(set)) {
        if (line.path().equals(path)) {
          concerned.add(line);
          lines.add(
              "%20s %32s %20s"
                  .formatted(
                      set.isFull() ? "Full" : "Incremental",
                      parts.times().of(set.time().instant()),
                      word(line.change())));
        }
      }
    }
    var page = new ArrayList<>(List.of(RULE, "File: " + name));
    page.add("Total number of backup: " + lines.size());
    page.add(" Type of backup set:%s Time:  Type of file change:".formatted(" ".repeat(27)));
    page.addAll(lines);
    return shown(page, concerned);
  }

  /// The files that a set changed.
  ///
  /// @param number 0 for the newest set
  ExitCode ofSet(int number) throws IOException, UsageException {
    var sets = sets().reversed();
    if (number < 0 || number >= sets.size()) {
      throw new UsageException(
          "--show-changes-in-set %d: there is no such set; of %s the newest is 0"
              .formatted(number, Count.of(sets.size(), "set", "sets")));
    }
    var set = sets.get(number);
    var changes = changes(set);
    var page = new ArrayList<String>();
    page.add(RULE);
    page.add(" Backup set time: " + parts.times().of(set.time().instant()));
    page.add("Total number of changes: " + changes.size());
    page.add("File:  Type of file change:");
    changes.forEach(
        line -> page.add(RawText.decode(line.path().bytes()) + "  " + word(line.change())));
    return shown(page, changes);
  }

  private ExitCode shown(List<String> page, List<Changed> changes) {
    if (parts.terminal().speaksJson()) {
      parts.terminal().document(new ChangesDocument(place, changes).toString());
    }
    page.add(RULE);
    parts.terminal().result(String.join("\n", page));
    return ExitCode.OK;
  }

  private static String word(FileChange change) {
    String name = change.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /// All that are in a chain, oldest first.
  private List<BackupSet> sets() {
    return catalog.chained().sorted(Comparator.comparing(BackupSet::time)).toList();
  }

  private List<Changed> changes(BackupSet set) throws IOException {
    var found = new ArrayList<Changed>();
    try (var cache = open.cache()) {
      new CacheSync(open.archive(), cache, parts.terminal()::notice).manifests(List.of(set));
      cache.eachChange(set.id(), (change, path) -> found.add(new Changed(set.id(), path, change)));
    }
    return found;
  }
}
