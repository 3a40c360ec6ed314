package dev.keepwatch.agent.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What can be asked for.
enum Verb {
  BACKUP("SOURCE URL", "an increment, or a full backup where there is none yet", "backup bu"),
  FULL("SOURCE URL", "a full backup", "full fb"),
  INCREMENTAL("SOURCE URL", "an increment", "incremental incr inc ib"),
  RESTORE("URL TARGET", "bring a backup, or a part of it, back", "restore rb"),
  VERIFY("URL SOURCE", "prove a backup, and compare it with a directory", "verify vb"),
  LIST("URL", "the entries of a backup", "list-current-files list ls"),
  STATUS("URL", "the chains of an archive, and what is wrong", "collection-status status st"),
  CLEANUP("URL", "delete what interrupted runs have left", "cleanup cl"),
  REPAIR("URL", "rebuild lost manifests and signatures", "repair"),
  REMOVE_OLDER_THAN("TIME URL", "delete chains that ended before", "remove-older-than ro"),
  REMOVE_ALL_BUT_N_FULL(
      "COUNT URL", "delete chains before the newest full backups", "remove-all-but-n-full ra"),
  REMOVE_ALL_INC_OF_BUT_N_FULL(
      "COUNT URL", "delete increments before them", "remove-all-inc-of-but-n-full ri"),
  REPLICATE("SOURCE_URL TARGET_URL", "copy an archive, sealed anew if asked", "replicate"),
  TAG("URL", "tag what other tools wrote, for lifecycle rules", "tag"),
  UNDELETE("URL", "bring back what was deleted since a time", "undelete"),
  RUN("[JOB…]", "the jobs of the configuration, as the timer does", "run"),
  INIT("", "a configuration from the stack of the host", "init"),
  KEYS("aws ACTION", "access keys of a host: create, rotate, revoke, list", "keys"),
  MONITOR("URL…", "whether backups arrive and are whole", "monitor"),
  HELP("[COMMAND]", "this text, or that of a command", "help"),
  DEMO("", "the whole story on this machine (from a checkout)", "demo");

  /// Verbs of duplicity, and of later versions of this program.
  static final List<String> LATER = List.of("check", "doctor");

  private final String words;
  private final String summary;
  private final String names;

  Verb(String words, String summary, String names) {
    this.words = words;
    this.summary = summary;
    this.names = names;
  }

  static Optional<Verb> named(String word) {
    return Arrays.stream(values()).filter(verb -> verb.names().contains(word)).findFirst();
  }

  /// The command that a word begins, as duplicity understands it, if it can be only one.
  static Optional<Verb> begunBy(String word) {
    var begun =
        Arrays.stream(values())
            .filter(verb -> verb.isDuplicitys() && !word.isEmpty())
            .filter(verb -> verb.fullName().startsWith(word))
            .toList();
    boolean other = LATER.stream().anyMatch(name -> name.startsWith(word));
    return begun.size() == 1 && !other ? Optional.of(begun.getFirst()) : Optional.empty();
  }

  static List<String> allNames() {
    return Stream.concat(Arrays.stream(values()).flatMap(v -> v.names().stream()), LATER.stream())
        .toList();
  }

  /// Its full name.
  String fullName() {
    return names().getFirst();
  }

  /// Its full name and its short ones.
  List<String> names() {
    return List.of(names.split(" "));
  }

  /// The words that follow it.
  String words() {
    return words;
  }

  /// What it does, in a few words.
  String summary() {
    return summary;
  }

  /// Whether duplicity has it too.
  boolean isDuplicitys() {
    return switch (this) {
      case BACKUP,
          FULL,
          INCREMENTAL,
          RESTORE,
          VERIFY,
          LIST,
          STATUS,
          CLEANUP,
          REMOVE_OLDER_THAN,
          REMOVE_ALL_BUT_N_FULL,
          REMOVE_ALL_INC_OF_BUT_N_FULL,
          REPLICATE ->
          true;
      case REPAIR, TAG, UNDELETE, RUN, INIT, KEYS, MONITOR, HELP, DEMO -> false;
    };
  }

  boolean writesBackup() {
    return this == BACKUP || this == FULL || this == INCREMENTAL;
  }

  /// The topics that its options are from.
  Set<Topic> topics() {
    return switch (this) {
      case RESTORE, VERIFY -> ofArchives(Topic.HINDSIGHT, Topic.THAW);
      case LIST, STATUS, REPLICATE -> ofArchives(Topic.HINDSIGHT);
      case RUN -> EnumSet.of(Topic.GENERAL, Topic.OUTPUT, Topic.STORAGE, Topic.RUN);
      case MONITOR -> EnumSet.of(Topic.GENERAL, Topic.OUTPUT, Topic.STORAGE, Topic.MONITOR);
      case TAG -> EnumSet.of(Topic.GENERAL, Topic.OUTPUT, Topic.STORAGE, Topic.ARCHIVE);
      case KEYS -> EnumSet.of(Topic.GENERAL, Topic.OUTPUT, Topic.AWS_KEYS);
      case UNDELETE ->
          EnumSet.of(
              Topic.GENERAL,
              Topic.OUTPUT,
              Topic.STORAGE,
              Topic.ARCHIVE,
              Topic.RESTORE,
              Topic.UNDELETE);
      case INIT -> EnumSet.of(Topic.GENERAL, Topic.OUTPUT, Topic.RUN, Topic.INIT);
      case HELP, DEMO -> EnumSet.of(Topic.GENERAL, Topic.OUTPUT);
      default -> ofArchives();
    };
  }

  private static Set<Topic> ofArchives(Topic... more) {
    var topics =
        EnumSet.complementOf(
            EnumSet.of(
                Topic.RUN,
                Topic.INIT,
                Topic.MONITOR,
                Topic.HINDSIGHT,
                Topic.THAW,
                Topic.UNDELETE,
                Topic.AWS_KEYS));
    topics.addAll(List.of(more));
    return topics;
  }
}
