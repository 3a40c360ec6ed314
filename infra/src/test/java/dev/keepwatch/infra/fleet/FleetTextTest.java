package dev.keepwatch.infra.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FleetTextTest {
  private static final Path SAMPLE = Path.of("../samples/fleet.yaml");
  private static final long SEED = 20260102;
  private static final String ADDRESSES =
      "monitor: {sender: a@example.org, recipients: [a@example.org]}\n";

  @Test
  void the_sample_says_what_it_seems_to_say() throws IOException {
    Fleet fleet = FleetText.parse("fleet.yaml", Files.readString(SAMPLE));

    assertThat(fleet.monitor())
        .isEqualTo(
            new Monitor(
                new MailAddress("Keepwatch", "keepwatch@example.org"),
                List.of(new MailAddress("", "ops@example.org")),
                List.of(new MailAddress("", "ops@example.org")),
                new Schedule.Cron(new DailyCron("0 7 * * ? *"), ZoneId.of("Europe/Berlin")),
                7,
                Duration.ofDays(2),
                Place.OF_CREDENTIALS,
                true));
    assertThat(fleet.hosts())
        .containsExactly(
            new Host(
                "web01",
                HostMode.APPEND_ONLY,
                true,
                new Identity.User(),
                new Store(
                    new BucketName.Given("acme-backup-web01"),
                    new VolumeMove.After(30, VolumeMove.ColdClass.STANDARD_IA),
                    new Retention(new Retention.Keep.Fulls(3, 35), 35),
                    new ObjectLock.None()),
                List.of(
                    new Folder("home", Duration.ofDays(7)),
                    new Folder("etc", Duration.ofHours(26))),
                Place.OF_CREDENTIALS,
                Map.of("team", "operations", "cost-center", "4711")),
            new Host(
                "db01",
                HostMode.SELF_PRUNING,
                true,
                new Identity.User(),
                new Store(
                    new BucketName.Generated("db01"),
                    new VolumeMove.Stay(),
                    Retention.DEFAULT,
                    new ObjectLock.None()),
                List.of(),
                Place.OF_CREDENTIALS,
                Map.of("team", "operations")));
    assertThat(fleet.watchOnly())
        .containsExactly(
            new WatchOnly(
                new BucketName.Given("acme-old-backups"),
                Place.OF_CREDENTIALS,
                List.of(new Folder("mail", Duration.ofDays(3)))));
  }

  @Test
  void what_the_sample_only_mentions_can_be_said() throws IOException {
    String text = Files.readString(SAMPLE);
    for (String key : List.of("account", "region", "alarm-email", "reserve-concurrency")) {
      text = text.replace("# " + key + ":", key + ":");
    }
    text =
        text.replace("# object-lock:", "object-lock:")
            .replace("# identity:\n", "identity:\n")
            .replace("#   trust-anchor:", "  trust-anchor:")
            .replace("#   common-name:", "  common-name:");

    Fleet fleet = FleetText.parse("fleet.yaml", text);

    assertThat(fleet.monitor().place()).isEqualTo(place("123456789012", "eu-central-1"));
    assertThat(fleet.monitor().alarmRecipients())
        .containsExactly(new MailAddress("", "oncall@example.org"));
    assertThat(fleet.monitor().reserveConcurrency()).isFalse();
    Host web01 = fleet.hosts().getFirst();
    assertThat(web01.store().lock())
        .isEqualTo(new ObjectLock.Locked(ObjectLock.Mode.GOVERNANCE, 66, 31, 35));
    assertThat(web01.identity())
        .isEqualTo(
            new Identity.Certificate(
                "arn:aws:rolesanywhere:eu-central-1:123456789012:trust-anchor/01234567-89ab-cdef-0123-456789abcdef",
                "web01.example.org"));
    assertThat(web01.place()).isEqualTo(place("210987654321", "eu-west-1"));
    assertThat(fleet.hosts().get(1).place()).isEqualTo(place("123456789012", "eu-central-1"));
  }

  private static Place place(String account, String region) {
    return new Place(new Account.Numbered(account), new Region.Named(region));
  }

  @Test
  void a_host_says_otherwise_than_the_defaults() throws IOException {
    List<Host> hosts =
        FleetText.parse(
                "fleet.yaml",
                ADDRESSES
                    + """
                    defaults:
                      mode: self-pruning
                      restore: false
                      storage: {class: GLACIER_IR, after-days: 1}
                      tags: {team: a, floor: "2"}
                    hosts:
                      - {name: a}
                      - name: b
                        mode: append-only
                        restore: true
                        storage: {class: GLACIER, after-days: 9}
                        tags: {team: b}
                    """)
            .hosts();

    assertThat(hosts.get(0).mode()).isEqualTo(HostMode.SELF_PRUNING);
    assertThat(hosts.get(0).restores()).isFalse();
    assertThat(hosts.get(0).tags()).isEqualTo(Map.of("team", "a", "floor", "2"));
    assertThat(hosts.get(1).mode()).isEqualTo(HostMode.APPEND_ONLY);
    assertThat(hosts.get(1).restores()).isTrue();
    assertThat(hosts.get(1).store().move())
        .isEqualTo(new VolumeMove.After(9, VolumeMove.ColdClass.GLACIER));
    assertThat(hosts.get(1).tags()).isEqualTo(Map.of("team", "b", "floor", "2"));
  }

  @Test
  void the_least_that_can_be_said_has_sensible_defaults() throws IOException {
    Monitor monitor =
        FleetText.parse(
                "fleet.yaml",
                """
                monitor: {sender: a@example.org, recipients: [b@example.org, b@example.org]}
                hosts: [{name: web01}]
                """)
            .monitor();

    assertThat(monitor.schedule().expression()).isEqualTo("cron(0 7 * * ? *)");
    assertThat(monitor.schedule().zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(monitor.maxAgeDays()).isEqualTo(7);
    assertThat(monitor.recipients()).containsExactly(new MailAddress("", "b@example.org"));
  }

  /// The words are golden: each case of the file is a fleet and the lines that are said about it.
  @TestFactory
  Stream<DynamicTest> what_is_wrong_is_said_with_its_line() throws IOException {
    String cases = Files.readString(Path.of("src/test/resources/fleet/errors.txt"));
    return Arrays.stream(cases.split("(?m)^=== ", -1)).skip(1).map(FleetTextTest::errorCase);
  }

  private static DynamicTest errorCase(String text) {
    int title = text.indexOf('\n');
    int said = text.indexOf("\n>>>\n");
    String fleet = text.substring(title + 1, said + 1);
    String expected = text.substring(said + 5);
    return dynamicTest(
        text.substring(0, title), () -> assertThat(complaint(fleet)).isEqualTo(expected.strip()));
  }

  private static String complaint(String fleet) {
    try {
      FleetText.parse("fleet.yaml", fleet);
      return "";
    } catch (InvalidFleetException e) {
      return String.join("\n", e.problems());
    }
  }

  @Test
  void what_is_nested_without_end_is_no_fleet() {
    assertThat(complaint("[".repeat(5_000)))
        .isEqualTo("fleet.yaml:1: this is no fleet: it is nested too deeply to be read");
  }

  @Test
  void more_buckets_than_one_monitor_can_watch_are_refused() {
    StringBuilder hosts = new StringBuilder();
    IntStream.range(0, 501).forEach(i -> hosts.append("  - {name: h").append(i).append("}\n"));

    assertThat(complaint(ADDRESSES + "hosts:\n" + hosts))
        .isEqualTo(
            "fleet.yaml:3: 501 buckets are more than the 500 that one monitor watches; give the rest a fleet and an"
                + " account of their own");
  }

  @Test
  void more_recipients_than_a_mail_can_have_are_refused() {
    String recipients =
        IntStream.range(0, 51)
            .mapToObj(i -> "a" + i + "@example.org")
            .collect(Collectors.joining(", "));

    assertThat(
            complaint(
                "monitor: {sender: a@example.org, recipients: ["
                    + recipients
                    + "]}\nhosts: [{name: a}]"))
        .isEqualTo(
            "fleet.yaml:1: 51 recipients are more than the 50 to whom one mail can go; make a list of them where your"
                + " mail is");
  }

  @Test
  void a_mangled_file_is_understood_or_refused_with_lines_but_never_breaks_the_reader()
      throws IOException {
    Random random = new Random(SEED);
    List<String> sample = Files.readAllLines(SAMPLE);
    for (int round = 0; round < 3000; round++) {
      String text = mangled(sample, random);

      assertThatCode(() -> readOrRefuse(text))
          .as("seed %d, round %d:%n%s", SEED, round, text)
          .doesNotThrowAnyException();
    }
  }

  private static void readOrRefuse(String text) {
    try {
      FleetText.parse("fleet.yaml", text);
    } catch (InvalidFleetException e) {
      assertThat(e.problems()).isNotEmpty().allMatch(line -> line.matches("fleet\\.yaml:\\d+: .+"));
    }
  }

  private static String mangled(List<String> sample, Random random) {
    List<String> lines = new ArrayList<>(sample);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(lines.size());
      switch (random.nextInt(6)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
        case 2 -> lines.set(at, " ".repeat(random.nextInt(7)) + lines.get(at).strip());
        case 3 -> lines.set(at, lines.get(at).replace("# ", ""));
        case 4 -> lines.set(at, lines.get(at).replace(": ", random.nextBoolean() ? ": [" : ":\t"));
        default -> lines.set(at, scratched(lines.get(at), random));
      }
    }
    return String.join("\n", lines);
  }

  private static String scratched(String line, Random random) {
    if (line.isEmpty()) {
      return "- &a [*a, {? x: y}, !!int z]";
    }
    int at = random.nextInt(line.length());
    String letters = "\"'{}[]&*!|>%@:,-?#\u0000\u00e9 9A";
    return line.substring(0, at)
        + letters.charAt(random.nextInt(letters.length()))
        + line.substring(at + random.nextInt(2));
  }
}
