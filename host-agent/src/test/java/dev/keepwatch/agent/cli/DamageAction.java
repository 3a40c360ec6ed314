package dev.keepwatch.agent.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What somebody does with a damaged archive; the same words for duplicity and for Keepwatch.
enum DamageAction {
  STATUS("collection-status"),
  RESTORE("restore"),
  LIST("list-current-files"),
  VERIFY("verify"),
  INCREMENT("incremental"),
  BACKUP("");

  private final String verb;

  DamageAction(String verb) {
    this.verb = verb;
  }

  /// What the manual calls it.
  String title() {
    return this == BACKUP ? "backup" : verb;
  }

  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /// Whether it adds to the archive.
  boolean writes() {
    return this == INCREMENT || this == BACKUP;
  }

  /// The command line.
  ///
  /// @param options what stands behind the verb
  /// @param source the tree that was backed up
  List<String> words(List<String> options, Path archive, Path source, Path target) {
    var words = new ArrayList<String>();
    if (!verb.isEmpty()) {
      words.add(verb);
    }
    words.addAll(options);
    String url = "file://" + archive;
    switch (this) {
      case STATUS, LIST -> words.add(url);
      case RESTORE -> words.addAll(List.of(url, target.toString()));
      case VERIFY -> words.addAll(List.of("--compare-data", url, source.toString()));
      case INCREMENT, BACKUP ->
          words.addAll(List.of("--allow-source-mismatch", source.toString(), url));
    }
    return words;
  }
}
