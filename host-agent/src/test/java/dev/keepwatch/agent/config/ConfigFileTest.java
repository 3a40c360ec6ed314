package dev.keepwatch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.config.Protection.PassphraseSource;
import dev.keepwatch.agent.pace.Timetable;
import dev.keepwatch.agent.selection.Rule;
import dev.keepwatch.agent.storage.s3.VolumeClass;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

  private static HostConfig parse(String text) throws ConfigException {
    return ConfigFile.parse("config.yaml", text);
  }

  @Test
  void everything_that_can_stand_there_is_understood() throws Exception {
    var config =
        parse(
            """
            host: web01
            target: s3://acme-backup-web01/
            keys:
              encrypt: [keys/web01.pub.asc, keys/escrow.pub.asc]
              hidden-encrypt: keys/hidden.asc
              sign: keys/web01-sign.sec.asc
            passphrase-file: keys/passphrase
            full-if-older-than: 1M
            volume-size: 200MiB
            storage-class: STANDARD_IA
            upload: {parallel: 3, limit: {default: 20MiB/s, "22:00-06:00": unlimited}}
            tempdir: /var/tmp
            cache: /var/cache/keepwatch
            jobs:
              - name: home
                source: /home
                include: ["/home/ann/**/important"]
                exclude: ["**/.cache", "/home/*/tmp"]
              - name: mongo
                source: /var/backups/mongo
                before: [[/usr/local/lib/keepwatch/dump-mongo], [sleep, 1]]
                after:  [[rm, -rf, /var/backups/mongo/dump]]
            """);

    var home =
        new JobConfig(
            "home",
            "/home",
            List.of(
                Rule.include("/home/ann/**/important"),
                Rule.exclude("**/.cache"),
                Rule.exclude("/home/*/tmp"),
                Rule.include("**"),
                Rule.exclude("**")),
            List.of(),
            List.of());
    var mongo =
        new JobConfig(
            "mongo",
            "/var/backups/mongo",
            List.of(),
            List.of(List.of("/usr/local/lib/keepwatch/dump-mongo"), List.of("sleep", "1")),
            List.of(List.of("rm", "-rf", "/var/backups/mongo/dump")));
    assertThat(config)
        .isEqualTo(
            new HostConfig(
                Optional.of("web01"),
                "s3://acme-backup-web01/",
                new Protection.Keys(
                    List.of("keys/web01.pub.asc", "keys/escrow.pub.asc"),
                    List.of("keys/hidden.asc"),
                    Optional.of("keys/web01-sign.sec.asc"),
                    Optional.of(new PassphraseSource.File("keys/passphrase"))),
                Optional.of(Duration.ofDays(30)),
                Optional.empty(),
                Optional.of(200L << 20),
                Optional.of(VolumeClass.STANDARD_IA),
                S3Config.NONE,
                new UploadConfig(Optional.of(3), nightly()),
                Optional.of("/var/tmp"),
                Optional.of("/var/cache/keepwatch"),
                List.of(home, mongo)));
    assertThat(config.url(mongo)).isEqualTo("s3://acme-backup-web01/mongo");
  }

  private static Timetable nightly() {
    var night = new Timetable.Span(LocalTime.of(22, 0), LocalTime.of(6, 0), OptionalLong.empty());
    return new Timetable(OptionalLong.of(20 << 20), List.of(night));
  }

  @Test
  void it_is_said_where_s3_is_and_whom_to_believe() throws Exception {
    var config =
        parse(
            """
            target: s3://backup/web01
            encryption: none
            s3:
              endpoint: https://s3.example.org:8443
              region: garage
              path-style: true
              ca-file: ca.pem
              kms-key: alias/backup
            jobs: [{name: etc, source: /etc}]
            """);

    assertThat(config.s3())
        .isEqualTo(
            new S3Config(
                Optional.of("https://s3.example.org:8443"),
                Optional.of("garage"),
                Optional.of(true),
                Optional.of("ca.pem"),
                Optional.of("alias/backup")));
  }

  @Test
  void little_is_needed() throws Exception {
    var config =
        parse(
            """
            target: file:///mnt/backup
            passphrase-command: [pass, show, backup]
            jobs: [{name: etc, source: /etc}]
            """);

    assertThat(config.protection())
        .isEqualTo(
            new Protection.Symmetric(
                new PassphraseSource.Command(List.of("pass", "show", "backup"))));
    assertThat(config.host()).isEmpty();
    assertThat(config.url(config.jobs().getFirst())).isEqualTo("file:///mnt/backup/etc");
  }

  @Test
  void the_sample_is_understood_and_shows_every_key_that_is_supported() throws Exception {
    String sample = Files.readString(Path.of("../samples/config.yaml"));

    parse(sample);

    assertThat(ConfigFile.keys()).contains("keys.sign", "upload.limit", "jobs.after");
    for (String key : ConfigFile.keys()) {
      String name = key.substring(key.lastIndexOf('.') + 1);
      assertThat(sample).as(key).containsPattern("(?m)^[# -]*" + name + ":");
    }
  }

  /// The text, with `~` for a new line, and the whole complaint.
  @Test
  void what_no_include_brings_back_is_asked_first() throws Exception {
    var config =
        parse(
            """
            target: s3://b
            encryption: none
            jobs:
              - name: home
                source: /home
                exclude: ["**/.cache"]
                exclude-if-present: .nobackup
                exclude-device-files: true
                exclude-other-filesystems: true
            """);

    assertThat(config.jobs().getFirst().rules())
        .containsExactly(
            new Rule.OtherFilesystems(),
            new Rule.DeviceFiles(),
            new Rule.IfPresent(".nobackup"),
            Rule.exclude("**/.cache"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | 1: the file is empty",
        "just text | 1: keys with values are expected here, like 'key: value'",
        "target: [ | 1: this is not YAML: expected the node content, but found '<stream end>'",
        "~\ttarget: x | 2: this is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
        "target: s3://b~encryption: none | 1: there is no job; give at least one under 'jobs'",
        "encryption: none~jobs: [] | 1: the key 'target' is missing",
        "target: s3://b~~targt: x | 3: unknown key 'targt'; did you mean target?",
        "target: s3://b~frobnicate: x | 2: unknown key 'frobnicate'",
        "target: s3://b~target: s3://c | 2: the key 'target' stands here twice",
        "target: | 1: the key 'target' has no value",
        "target: {a: b} | 1: target: one text is expected here",
        "target: nonsense | 1: target: the URL nonsense has no scheme; file:///path, s3://bucket/prefix, s3://host/bucket/prefix, boto3+s3://bucket/prefix and s3+http://bucket/prefix are known.",
        "target: s3://b~jobs: [{name: a, source: /a}] | 1: nothing says how to encrypt: give keys: {encrypt: [FILE]}, passphrase-file or passphrase-command, or encryption: none if backups may lie open",
        "target: s3://b~encryption: aes | 2: encryption: only 'none' can stand here",
        "target: s3://b~encryption: none~passphrase-file: x | 2: 'encryption: none' contradicts keys and passphrase",
        "target: s3://b~keys: {sign: x} | 2: keys: give at least one key under 'encrypt'",
        "target: s3://b~keys: x | 2: keys with values are expected here, like 'key: value'",
        "target: s3://b~keys:~  encrypt: [a]~  sing: b | 4: unknown key 'sing'; did you mean sign?",
        "target: s3://b~passphrase-file: x~passphrase-command: y | 3: passphrase-file and passphrase-command exclude each other",
        "target: s3://b~encryption: none~full-if-older-than: monthly | 3: full-if-older-than: 'monthly' is not an interval: give numbers with s m h D W M or Y, like 1M or 2W3D",
        "target: s3://b~encryption: none~volume-size: 200 | 3: volume-size: '200' is not a size: give a whole number with KiB, MiB or GiB, like 200MiB",
        "target: s3://b~encryption: none~volume-size: 1KiB | 3: volume-size: a volume of less than 1MiB is too small",
        "target: s3://b~encryption: none~s3: {enpoint: x} | 3: unknown key 'enpoint'; did you mean endpoint?",
        "target: s3://b~encryption: none~s3:~  endpoint: s3.example.org | 4: endpoint: give a URL such as https://s3.example.org",
        "target: s3://b~encryption: none~s3: {endpoint: 'https://u:hunter2@h'} | 3: endpoint: give a URL such as https://s3.example.org",
        "target: s3://b~encryption: none~s3: {path-style: maybe} | 3: path-style: 'maybe' is neither true nor false",
        "target: s3://b~encryption: none~storage-class: COLD | 3: storage-class: no such storage class: COLD; known are [STANDARD, REDUCED_REDUNDANCY, STANDARD_IA, ONEZONE_IA, INTELLIGENT_TIERING, GLACIER_IR, GLACIER, DEEP_ARCHIVE]",
        "target: s3://b~encryption: none~keep: {fulls: 3} | 3: keep: this host is append-only and can remove nothing; how long its backups stay is said in fleet.yaml, under retention. Take this key out, or say mode: self-pruning if it may delete",
        "target: s3://b~encryption: none~mode: self-pruning~keep: {fulls: 0} | 4: fulls: '0' is not how many full backups are to stay, 1 or more",
        "target: s3://b~encryption: none~mode: self-pruning~keep: {full: 3} | 4: unknown key 'full'; did you mean fulls?",
        "target: s3://b~encryption: none~mode: self-pruning~keep: {} | 4: keep: say how many full backups: {fulls: 3}",
        "target: s3://b~encryption: none~mode: append-onyl | 3: mode: 'append-onyl' is neither append-only nor self-pruning; did you mean append-only?",
        "target: s3://b~encryption: none~upload:~  limit: fast | 4: limit: 'fast' is no speed such as 20MiB/s, nor 'unlimited'",
        "target: s3://b~encryption: none~upload: {parallel: many} | 3: parallel: 'many' is not a number from 1 to 99",
        "target: s3://b~encryption: none~jobs: x | 3: jobs: a list is expected here, each line beginning with '-'",
        "target: s3://b~encryption: none~jobs: [{source: /a}] | 3: the key 'name' is missing",
        "target: s3://b~encryption: none~jobs: [{name: a b, source: /a}] | 3: a job's name is letters, digits, '.', '_' and '-': 'a b'",
        "target: s3://b~encryption: none~jobs: [{name: a, source: b}] | 3: source: give an absolute path: 'b'",
        "target: s3://b~encryption: none~jobs:~- {name: a, source: /a}~- {name: a, source: /b} | 5: two jobs have the name 'a'",
        "target: s3://b~encryption: none~jobs:~- name: a~  source: /a~  exlude: [x] | 6: unknown key 'exlude'; did you mean exclude?",
        "target: s3://b~encryption: none~jobs:~- name: a~  source: /a~  exclude: {x: y} | 6: exclude: a list of texts is expected here, like [a, b]",
        "target: s3://b~encryption: none~jobs:~- name: a~  source: /a~  exclude: [/b] | 6: --exclude /b can match nothing below the source /a",
        "target: s3://b~encryption: none~jobs:~- name: a~  source: /a~  include: ['**'] | 6: the last rule, --include **, includes what is included anyway; end the list with an exclude, often --exclude '**'",
        "target: s3://b~encryption: none~jobs:~- name: a~  source: /a~  exclude-device-files: yes | 6: exclude-device-files: 'yes' is neither true nor false",
        "target: s3://b~encryption: none~jobs:~- name: a~  source: /a~  before: [rm, x] | 6: each command is a list of words, and all stand in a list: [[program, argument]]",
        "target: s3://b~encryption: none~jobs:~- name: a~  source: /a~  before: [[]] | 6: each command is a list of words, and all stand in a list: [[program, argument]]"
      })
  void what_cannot_be_understood_is_told_with_its_line(String text, String complaint) {
    assertThatThrownBy(() -> parse(text.replace('~', '\n')))
        .isInstanceOf(ConfigException.class)
        .hasMessage("config.yaml:" + complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "1KiB, 1024",
    "200MiB, 209715200",
    "2 GiB, 2147483648",
    "5MB, 5000000",
    "1GB, 1000000000",
    "7KB, 7000"
  })
  void sizes_have_units(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "targt, target",
    "tarrget, target",
    "atrget, target",
    "jobz, jobs",
    "sorce, source",
    "xy, ",
    "completely, ",
    "jbos, jobs"
  })
  void the_nearest_word_is_one_slip_away(String typed, String meant) {
    assertThat(Nearest.to(typed, List.of("target", "jobs", "source")))
        .isEqualTo(Optional.ofNullable(meant));
  }
}
