package dev.keepwatch.infra.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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
                new Region.OfCredentials(),
                true));
    assertThat(fleet.hosts())
        .containsExactly(
            new Host(
                "web01",
                new BucketName.Given("acme-backup-web01"),
                HostMode.APPEND_ONLY,
                new VolumeMove.After(30, VolumeMove.ColdClass.STANDARD_IA),
                List.of("home", "etc")),
            new Host(
                "db01",
                new BucketName.Generated("db01"),
                HostMode.SELF_PRUNING,
                new VolumeMove.Stay(),
                List.of()));
  }

  @Test
  void what_the_sample_only_mentions_can_be_said() throws IOException {
    String text =
        Files.readString(SAMPLE)
            .replace("# region:", "region:")
            .replace("# alarm-email:", "alarm-email:")
            .replace("# reserve-concurrency:", "reserve-concurrency:");

    Monitor monitor = FleetText.parse("fleet.yaml", text).monitor();

    assertThat(monitor.region()).isEqualTo(new Region.Named("eu-central-1"));
    assertThat(monitor.alarmRecipients())
        .containsExactly(new MailAddress("", "oncall@example.org"));
    assertThat(monitor.reserveConcurrency()).isFalse();
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
  void more_hosts_than_one_monitor_can_watch_are_refused() {
    StringBuilder hosts = new StringBuilder();
    IntStream.range(0, 51).forEach(i -> hosts.append("  - {name: h").append(i).append("}\n"));

    assertThat(complaint(ADDRESSES + "hosts:\n" + hosts))
        .isEqualTo("fleet.yaml:3: 51 hosts are more than the 50 that one monitor can be told of");
  }

  @Test
  void more_folders_than_one_monitor_can_be_told_of_are_refused() {
    String folders = String.join(", ", Collections.nCopies(60, "var/backups/mongo"));

    assertThat(
            complaint(ADDRESSES + "hosts: [{name: a, bucket: acme-a, folders: [" + folders + "]}]"))
        .isEmpty();
    assertThat(
            complaint(
                ADDRESSES
                    + "hosts: [{name: a, bucket: "
                    + "a".repeat(63)
                    + ", folders: ["
                    + folders
                    + "]}]"))
        .isEqualTo(
            "fleet.yaml:2: the names of buckets and folders come to 4984 letters, more than the 3500 that one"
                + " monitor can be told of; leave folders out, they are watched all the same");
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
