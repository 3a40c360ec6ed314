package dev.keepwatch.agent.config;

import dev.keepwatch.agent.config.Protection.PassphraseSource;
import dev.keepwatch.agent.selection.Rule;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.selection.SelectionException;
import dev.keepwatch.agent.storage.StorageUrl;
import dev.keepwatch.agent.storage.s3.VolumeClass;
import dev.keepwatch.format.naming.TimeExpression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads the text of `config.yaml`.
public final class ConfigFile {

  private static final List<String> KEYS =
      List.of(
          "host",
          "target",
          "mode",
          "encryption",
          "keys",
          "passphrase-file",
          "passphrase-command",
          "full-if-older-than",
          "keep",
          "volume-size",
          "storage-class",
          "s3",
          "upload",
          "tempdir",
          "cache",
          "jobs");
  private static final List<String> KEY_KEYS = List.of("encrypt", "hidden-encrypt", "sign");
  private static final List<String> JOB_KEYS =
      List.of(
          "name",
          "source",
          "include",
          "exclude",
          "exclude-if-present",
          "exclude-device-files",
          "exclude-other-filesystems",
          "before",
          "after");

  private final YamlMap root;

  private ConfigFile(YamlMap root) {
    this.root = root;
  }

  /// @param file its name, for messages
  public static HostConfig parse(String file, String text) throws ConfigException {
    return new ConfigFile(YamlMap.of(file, compose(file, text), KEYS)).config();
  }

  /// Every key that may stand in a configuration, those of inner mappings behind a dot.
  public static List<String> keys() {
    return Stream.of(
            KEYS.stream(),
            KEY_KEYS.stream().map(key -> "keys." + key),
            UploadSection.KEYS.stream().map(key -> "upload." + key),
            KeepSection.KEYS.stream().map(key -> "keep." + key),
            S3Section.KEYS.stream().map(key -> "s3." + key),
            JOB_KEYS.stream().map(key -> "jobs." + key))
        .flatMap(keys -> keys)
        .toList();
  }

  private static Node compose(String file, String text) throws ConfigException {
    var settings = LoadSettings.builder().setLabel(file).build();
    try {
      return new Compose(settings)
          .composeString(text)
          .orElseThrow(() -> new ConfigException(file, 1, "the file is empty"));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new ConfigException(file, line, "this is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new ConfigException(file, 1, "this is not YAML: " + e.getMessage());
    }
  }

  private HostConfig config() throws ConfigException {
    return new HostConfig(
        root.text("host"),
        target(),
        protection(),
        root.value("full-if-older-than", TimeExpression::parseInterval),
        KeepSection.of(root),
        root.value("volume-size", ConfigFile::volumeSize),
        root.value("storage-class", VolumeClass::parse),
        S3Section.of(root),
        UploadSection.of(root),
        root.text("tempdir"),
        root.text("cache"),
        jobs());
  }

  private static long volumeSize(String text) {
    long bytes = ByteSize.parse(text);
    if (bytes < 1 << 20) {
      throw new IllegalArgumentException("a volume of less than 1MiB is too small");
    }
    return bytes;
  }

  private String target() throws ConfigException {
    String target = root.requiredText("target");
    root.value("target", url -> StorageUrl.parse(url, Optional.empty()));
    return target;
  }

  private Protection protection() throws ConfigException {
    var passphrase = passphrase();
    var keys = root.map("keys", KEY_KEYS);
    if (root.has("encryption")) {
      if (!root.requiredText("encryption").equals("none")) {
        throw root.wrong("encryption", "encryption: only 'none' can stand here");
      }
      if (keys.isPresent() || passphrase.isPresent()) {
        throw root.wrong("encryption", "'encryption: none' contradicts keys and passphrase");
      }
      return new Protection.None();
    }
    if (keys.isPresent()) {
      return keys(keys.get(), passphrase);
    }
    return passphrase
        .map(Protection.Symmetric::new)
        .orElseThrow(() ->
            root.wrong(
                "nothing says how to encrypt: give keys: {encrypt: [FILE]}, passphrase-file or"
                    + " passphrase-command, or encryption: none if backups may lie open"));
  }

  private static Protection keys(YamlMap keys, Optional<PassphraseSource> passphrase)
      throws ConfigException {
    var encrypt = keys.texts("encrypt");
    var hidden = keys.texts("hidden-encrypt");
    if (encrypt.isEmpty() && hidden.isEmpty()) {
      throw keys.wrong("keys: give at least one key under 'encrypt'");
    }
    return new Protection.Keys(encrypt, hidden, keys.text("sign"), passphrase);
  }

  private Optional<PassphraseSource> passphrase() throws ConfigException {
    Optional<PassphraseSource> file = root.text("passphrase-file").map(PassphraseSource.File::new);
    if (!root.has("passphrase-command")) {
      return file;
    }
    if (file.isPresent()) {
      throw root.wrong(
          "passphrase-command", "passphrase-file and passphrase-command exclude each other");
    }
    return Optional.of(new PassphraseSource.Command(root.texts("passphrase-command")));
  }

  private List<JobConfig> jobs() throws ConfigException {
    var jobs = new ArrayList<JobConfig>();
    var names = new HashSet<String>();
    for (var job : root.maps("jobs", JOB_KEYS)) {
      jobs.add(job(job));
      if (!names.add(jobs.getLast().name())) {
        throw job.wrong("name", "two jobs have the name '" + jobs.getLast().name() + "'");
      }
    }
    if (jobs.isEmpty()) {
      throw root.wrong("jobs", "there is no job; give at least one under 'jobs'");
    }
    return jobs;
  }

  private static JobConfig job(YamlMap job) throws ConfigException {
    String name = job.requiredText("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw job.wrong("name", "a job's name is letters, digits, '.', '_' and '-': '" + name + "'");
    }
    String source = job.requiredText("source");
    if (!source.startsWith("/")) {
      throw job.wrong("source", "source: give an absolute path: '" + source + "'");
    }
    return new JobConfig(
        name, source, rules(job, source), job.commands("before"), job.commands("after"));
  }

  private static List<Rule> rules(YamlMap job, String source) throws ConfigException {
    var rules = new ArrayList<Rule>();
    if (flag(job, "exclude-other-filesystems")) {
      rules.add(new Rule.OtherFilesystems());
    }
    if (flag(job, "exclude-device-files")) {
      rules.add(new Rule.DeviceFiles());
    }
    job.texts("exclude-if-present").forEach(name -> rules.add(new Rule.IfPresent(name)));
    job.texts("include").forEach(pattern -> rules.add(Rule.include(pattern)));
    job.texts("exclude").forEach(pattern -> rules.add(Rule.exclude(pattern)));
    try {
      Selection.of(source.getBytes(StandardCharsets.UTF_8), rules);
    } catch (SelectionException e) {
      throw job.wrong(job.has("exclude") ? "exclude" : "include", String.valueOf(e.getMessage()));
    }
    if (job.has("include")) {
      // Otherwise files that no rule speaks of would be passed over, as on duplicity's command
      // line.
      rules.addAll(List.of(Rule.include("**"), Rule.exclude("**")));
    }
    return rules;
  }

  private static boolean flag(YamlMap job, String key) throws ConfigException {
    return job.flag(key).orElse(false);
  }
}
