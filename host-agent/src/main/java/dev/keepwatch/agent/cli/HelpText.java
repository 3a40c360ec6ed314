package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.config.Nearest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/// What `--help` and `--version` say.
final class HelpText {

  private static final int WIDTH = 90;

  private static final String OVERVIEW =
      """
      keepwatch backs a directory up into an encrypted archive that duplicity understands, and
      brings it back.

        keepwatch [OPTIONS] COMMAND WORDS       options may stand anywhere
        keepwatch [OPTIONS] SOURCE URL          an increment, or a full backup where there is none
        keepwatch [OPTIONS] URL TARGET          restore

      Commands:
      COMMANDS
      URL is s3://bucket/folder or file:///directory. keepwatch help COMMAND shows the options of a
      command.

      Examples:
        keepwatch --encrypt-key web01.asc /home s3://acme-backup/home
        keepwatch collection-status s3://acme-backup/home
        keepwatch list-current-files --time 3D s3://acme-backup/home
        keepwatch restore --path-to-restore ann/letter.txt s3://acme-backup/home /tmp/letter.txt
        keepwatch run\
      """;

  private HelpText() {}

  /// @param words the command that help is wanted for, or nothing
  static String about(List<String> words) throws UsageException {
    if (words.isEmpty()) {
      return OVERVIEW.replace("COMMANDS\n", commands() + "\n");
    }
    var verb =
        Verb.named(words.getFirst())
            .orElseThrow(() ->
                new UsageException(
                    "there is no command "
                        + words.getFirst()
                        + Nearest.question(words.getFirst(), Verb.allNames())));
    return about(verb);
  }

  private static String commands() {
    return Arrays.stream(Verb.values())
        .map(verb -> "  %-28s %s%n".formatted(verb.fullName() + " " + verb.words(), verb.summary()))
        .collect(Collectors.joining());
  }

  private static String about(Verb verb) {
    var text = new StringBuilder();
    text.append("keepwatch %s [OPTIONS] %s%n".formatted(verb.fullName(), verb.words()));
    text.append("  %s%n".formatted(verb.summary()));
    if (verb.names().size() > 1) {
      var others = verb.names().subList(1, verb.names().size());
      text.append("  Also: %s%n".formatted(String.join(", ", others)));
    }
    text.append(example(verb));
    Options.unset()
        .byTopic()
        .forEach((topic, options) -> {
          if (shown(verb).contains(topic)) {
            text.append("%n%s:%n%s".formatted(topic.heading(), optionList(options)));
          }
        });
    return text.toString().stripTrailing();
  }

  /// What is accepted without meaning anything to a command is not shown with it.
  private static Set<Topic> shown(Verb verb) {
    var topics = EnumSet.copyOf(verb.topics());
    if (verb.writesBackup()) {
      topics.remove(Topic.RESTORE);
    } else if (verb != Verb.VERIFY) {
      topics.remove(Topic.BACKUP);
      if (verb != Verb.STATUS && verb != Verb.REPAIR) {
        topics.remove(Topic.SET);
      }
    }
    if (verb != Verb.RESTORE && verb != Verb.VERIFY) {
      topics.remove(Topic.THAW);
    }
    Map.of(
            Verb.VERIFY, Topic.VERIFY,
            Verb.CLEANUP, Topic.CLEANUP,
            Verb.REPAIR, Topic.REPAIR,
            Verb.REPLICATE, Topic.REPLICATE)
        .forEach((only, topic) -> {
          if (verb != only) {
            topics.remove(topic);
          }
        });
    return topics;
  }

  private static String optionList(Object options) {
    var spec = CommandSpec.forAnnotatedObject(options);
    spec.usageMessage().sortOptions(false).width(WIDTH);
    return new Help(spec, Help.defaultColorScheme(Ansi.OFF)).optionList();
  }

  private static String example(Verb verb) {
    String example =
        switch (verb) {
          case BACKUP -> "backup --full-if-older-than 1M --exclude '**/.cache' /home file:///mnt/b";
          case FULL -> "full --encrypt-key ann@example.org /home s3://acme-backup/home";
          case INCREMENTAL -> "incremental --encrypt-key web01.asc /home s3://acme-backup/home";
          case RESTORE -> "restore --time 2026-01-02 s3://acme-backup/home /srv/restored";
          case VERIFY -> "verify --compare-data s3://acme-backup/home /home";
          case LIST -> "list-current-files --time 3D s3://acme-backup/home";
          case STATUS -> "collection-status s3://acme-backup/home";
          case CLEANUP -> "cleanup --force s3://acme-backup/home";
          case REPAIR -> "repair --force --encrypt-key web01.asc s3://acme-backup/home";
          case REMOVE_OLDER_THAN -> "remove-older-than 6M --force s3://acme-backup/home";
          case REPLICATE ->
              "replicate --encrypt-key escrow.asc s3://acme-backup/home file:///mnt/copy";
          case TAG -> "tag --dry-run s3://acme-backup/home";
          case RUN -> "run home --dry-run";
          case UNDELETE -> "undelete --since 2026-01-02T03:00:00Z --force s3://acme-backup/home";
          case INIT -> "init --from-stack keepwatch-web01";
          case KEYS -> "keys aws rotate --host web01";
          case MONITOR -> "monitor --max-age-days 2 s3://acme-backup";
          default -> "";
        };
    return example.isEmpty() ? "" : "  Example: keepwatch %s%n".formatted(example);
  }
}
