package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.config.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The words of a command line that are no options: which verb is meant, and what with.
///
/// @param verb the verb, named or inferred as duplicity does
/// @param rest the words behind it
record Words(Verb verb, List<String> rest) {

  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);

  static Words understand(List<String> words, GeneralOptions general) throws UsageException {
    if (general.version) {
      return new Words(Verb.HELP, List.of());
    }
    if (words.isEmpty()) {
      if (general.help) {
        return new Words(Verb.HELP, List.of());
      }
      throw new UsageException("nothing was asked for; try keepwatch --help");
    }
    String first = words.getFirst();
    var verb = Verb.named(first);
    if (general.help) {
      return new Words(Verb.HELP, verb.isPresent() ? List.of(first) : List.of());
    }
    if (verb.isPresent()) {
      return checked(new Words(verb.get(), words.subList(1, words.size())));
    }
    if (Verb.LATER.contains(first)) {
      throw new UsageException(
          ExitCode.NOT_IMPLEMENTED, "the command " + first + " is not part of this version");
    }
    return abbreviated(words).or(() -> inferredIfTwo(words)).orElseThrow(() -> hopeless(words));
  }

  /// The first letters of a command, where what follows fits it.
  private static Optional<Words> abbreviated(List<String> words) {
    return Verb.begunBy(words.getFirst())
        .map(verb -> new Words(verb, words.subList(1, words.size())))
        .filter(found -> {
          try {
            checked(found);
            return true;
          } catch (UsageException e) {
            return false;
          }
        });
  }

  private static Optional<Words> inferredIfTwo(List<String> words) {
    if (words.size() != 2 || isUrl(words.getFirst()) == isUrl(words.get(1))) {
      return Optional.empty();
    }
    return Optional.of(new Words(isUrl(words.getFirst()) ? Verb.RESTORE : Verb.BACKUP, words));
  }

  private static UsageException hopeless(List<String> words) {
    String first = words.getFirst();
    if (isUrl(first)) {
      return new UsageException(
          "what to do with " + first + "? Give a command before it, or a target behind it");
    }
    return new UsageException(
        "'" + first + "' is no command" + Nearest.question(first, Verb.allNames()));
  }

  /// For somebody who may have mistyped a command, which then was taken for a path.
  static String hint(String path) {
    return path.contains("/") ? "" : Nearest.question(path, Verb.allNames());
  }

  static boolean isUrl(String word) {
    return URL.matcher(word).matches();
  }

  private static Words checked(Words words) throws UsageException {
    var rest = words.rest();
    switch (words.verb()) {
      case BACKUP, FULL, INCREMENTAL -> {
        words.require(2);
        words.require(!isUrl(rest.getFirst()) && isUrl(rest.get(1)), "the source comes first");
      }
      case RESTORE -> {
        words.require(2);
        words.require(isUrl(rest.getFirst()) && !isUrl(rest.get(1)), "the URL comes first");
      }
      case VERIFY -> {
        words.require(2);
        words.require(isUrl(rest.getFirst()) && !isUrl(rest.get(1)), "the URL comes first");
      }
      case LIST, STATUS, CLEANUP, REPAIR, TAG, UNDELETE -> {
        words.require(1);
        words.require(
            isUrl(rest.getFirst()), "'" + rest.getFirst().replaceAll(".*@", "…@") + "' is no URL");
      }
      case REMOVE_OLDER_THAN, REMOVE_ALL_BUT_N_FULL, REMOVE_ALL_INC_OF_BUT_N_FULL -> {
        words.require(2);
        words.require(!isUrl(rest.getFirst()) && isUrl(rest.get(1)), "the URL comes last");
      }
      case REPLICATE -> {
        words.require(2);
        words.require(rest.stream().allMatch(Words::isUrl), "two URLs are needed");
      }
      case INIT -> words.require(0);
      case KEYS -> {
        words.require(2);
        words.require(rest.getFirst().equals("aws"), "only 'aws' can stand there");
        AwsKeysCommand.check(rest.get(1));
      }
      case MONITOR -> words.require(!rest.isEmpty(), "at least one URL is needed");
      case HELP -> words.require(rest.size() < 2, "one command at a time");
      case RUN, DEMO -> {}
    }
    return words;
  }

  private void require(int count) throws UsageException {
    require(rest.size() == count, "not " + rest.size() + (rest.size() == 1 ? " word" : " words"));
  }

  private void require(boolean right, String complaint) throws UsageException {
    if (!right) {
      throw new UsageException(
          "write: keepwatch %s %s (%s)".formatted(verb.fullName(), verb.words(), complaint));
    }
  }
}
