package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.envelope.openpgp.Compression;
import dev.keepwatch.agent.envelope.openpgp.MessageForm;
import dev.keepwatch.agent.envelope.openpgp.SymmetricAlgorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What scripts pass on to gpg with `--gpg-options`. No gpg encrypts here: what shapes the messages
/// takes effect, what has become needless is told in one notice, everything else is refused by
/// name.
///
/// @param form how messages are made
/// @param level how hard zlib and zip try; without it as ever
/// @param home GnuPG's folder; empty for the usual one
/// @param needless the names of those that have no effect
record GpgOptions(MessageForm form, Optional<Integer> level, String home, List<String> needless) {

  /// Options without effect; a `=` stands behind those that take a value.
  static final Set<String> NEEDLESS =
      words(
          """
          --trust-model= --always-trust --batch --no-batch --yes --no --quiet -q --verbose -v
          --no-verbose --no-tty --no-greeting --no-options --no-permission-warning
          --no-secmem-warning --no-mdc-warning --force-mdc --ignore-mdc-error --no-emit-version
          --no-comments --no-autostart --use-agent --no-use-agent --no-auto-key-locate
          --no-auto-check-trustdb --lock-never --lock-once --lock-multiple --pinentry-mode=
          --digest-algo= --cert-digest-algo= --s2k-digest-algo= --s2k-mode= --s2k-count=
          --s2k-cipher-algo= --personal-cipher-preferences= --personal-digest-preferences=
          --personal-compress-preferences= --exit-on-status-write-error
          --status-fd= --logger-fd= --display-charset= --charset= --no-random-seed-file
          """);

  /// Options that take effect.
  static final Set<String> UNDERSTOOD =
      words(
          "--compress-algo= --compression-algo= --compress-level= --bzip2-compress-level= -z="
              + " --cipher-algo= --homedir=");

  /// What to take instead of some that are refused.
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("--recipient", "--encrypt-key"),
          Map.entry("-r", "--encrypt-key"),
          Map.entry("--hidden-recipient", "--hidden-encrypt-key"),
          Map.entry("--throw-keyids", "--hidden-encrypt-key instead of --encrypt-key"),
          Map.entry("--default-key", "--sign-key"),
          Map.entry("--local-user", "--sign-key"),
          Map.entry("-u", "--sign-key"),
          Map.entry("--keyring", "keepwatch's own --keyring DIR"),
          Map.entry("--secret-keyring", "keepwatch's own --keyring DIR"),
          Map.entry("--passphrase", "the variable PASSPHRASE"),
          Map.entry("--passphrase-file", "the variable PASSPHRASE"));

  static final GpgOptions NONE = new GpgOptions(MessageForm.USUAL, Optional.empty(), "", List.of());

  GpgOptions {
    needless = List.copyOf(needless);
  }

  private static Set<String> words(String text) {
    return new TreeSet<>(Arrays.asList(text.strip().split("\\s+")));
  }

  /// @param texts what stands behind each `--gpg-options`
  /// @throws UsageException if an option in it would be missed
  static GpgOptions parse(List<String> texts) throws UsageException {
    var words = new ArrayList<String>();
    for (String text : texts) {
      words.addAll(ShellWords.split(text));
    }
    var options = NONE;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String name = name(word);
      if (NEEDLESS.contains(name)) {
        options = options.ignoring(name);
      } else if (takesValue(name)) {
        boolean attached = word.length() > name.length();
        if (!attached && ++i == words.size()) {
          throw refusal(name + " needs a value");
        }
        options = options.with(name, attached ? behind(word, name) : words.get(i));
      } else {
        throw refusal(name + " is not supported, since no gpg runs; " + instead(name));
      }
    }
    return options;
  }

  /// `-z9` and `--name=value` hold their value themselves.
  private static String name(String word) {
    return word.matches("-z.+") ? "-z" : word.replaceFirst("=.*", "");
  }

  private static String behind(String word, String name) {
    String value = word.substring(name.length());
    return value.startsWith("=") ? value.substring(1) : value;
  }

  private static boolean takesValue(String name) {
    return NEEDLESS.contains(name + "=") || UNDERSTOOD.contains(name + "=");
  }

  private static String instead(String name) {
    return Optional.ofNullable(INSTEAD.get(name))
        .map(other -> "use " + other)
        .orElse("take it out");
  }

  private GpgOptions ignoring(String name) {
    var all = new ArrayList<>(needless);
    all.add(name);
    return new GpgOptions(form, level, home, all);
  }

  private GpgOptions with(String name, String value) throws UsageException {
    return switch (name) {
      case "--compress-algo", "--compression-algo" -> compressed(compression(name, value));
      case "--compress-level" -> atLevel(level(name, value));
      case "--bzip2-compress-level" -> atBzip2Level(level(name, value));
      case "-z" -> atLevel(level(name, value)).atBzip2Level(level(name, value));
      case "--cipher-algo" ->
          formed(new MessageForm(form.compression(), form.bzip2Level(), cipher(value)));
      case "--homedir" -> new GpgOptions(form, level, value, needless);
      default -> ignoring(name);
    };
  }

  private GpgOptions formed(MessageForm changed) {
    return new GpgOptions(changed, level, home, needless);
  }

  private GpgOptions compressed(Compression compression) {
    return formed(new MessageForm(Optional.of(compression), form.bzip2Level(), form.cipher()));
  }

  /// 0 is no compression at all, -1 what is usual.
  private GpgOptions atLevel(int wanted) {
    if (wanted == 0) {
      return compressed(Compression.NONE);
    }
    return new GpgOptions(form, Optional.of(wanted).filter(n -> n > 0), home, needless);
  }

  private GpgOptions atBzip2Level(int wanted) {
    return wanted < 1 ? this : formed(new MessageForm(form.compression(), wanted, form.cipher()));
  }

  private static int level(String name, String value) throws UsageException {
    if (!value.matches("-1|[0-9]")) {
      throw refusal(name + " is a number from 0 to 9, not '" + value + "'");
    }
    return Integer.parseInt(value);
  }

  private static Compression compression(String name, String value) throws UsageException {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "none", "uncompressed", "0", "z0" -> Compression.NONE;
      case "zip", "1", "z1" -> Compression.ZIP;
      case "zlib", "2", "z2" -> Compression.ZLIB;
      case "bzip2", "3", "z3" -> Compression.BZIP2;
      default -> throw refusal(name + " is none, zip, zlib or bzip2, not '" + value + "'");
    };
  }

  private static SymmetricAlgorithm cipher(String value) throws UsageException {
    String wanted = value.toUpperCase(Locale.ROOT).replace("-", "");
    String name = wanted.equals("AES") ? "AES128" : wanted;
    var written = Arrays.stream(SymmetricAlgorithm.values()).filter(SymmetricAlgorithm::isWritten);
    var known = written.toList();
    return known.stream()
        .filter(cipher -> cipher.name().equals(name))
        .findFirst()
        .orElseThrow(() -> refusal("--cipher-algo is one of " + known + ", not '" + value + "'"));
  }

  private static UsageException refusal(String why) {
    return new UsageException("--gpg-options: " + why);
  }
}
