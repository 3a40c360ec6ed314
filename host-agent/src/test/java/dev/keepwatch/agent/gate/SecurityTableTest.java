package dev.keepwatch.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.envelope.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// The table of docs/SECURITY.md: each of its cells is tried by real requests, and decided by the
/// synthesised policies.
///
/// With `-Dkeepwatch.docs=update` the table is written anew.
class SecurityTableTest {

  private static final Path PAGE = Peers.checkout().resolve("docs/SECURITY.md");
  private static final String BEGIN = "<!-- The table is made by SecurityTableTest. -->\n";
  private static final String END = "<!-- Its end. -->\n";

  /// A scene, and all that lies in it.
  private record Standing(Scene scene, List<String> history) {}

  /// Made once: each host with its gate, and the credentials of who acts.
  private static final class Stage {
    static final TestAws AWS = TestAws.required();
    static final String OTHER = AWS.newBucket("other");
    static final Map<Who, Provisioned> HOSTS = new EnumMap<>(Who.class);
    static final Map<Who, AwsCredentials> CREDENTIALS = new EnumMap<>(Who.class);
    static final Map<Who, Standing> STANDING = new EnumMap<>(Who.class);
    static final AtomicInteger FOLDERS = new AtomicInteger();

    static {
      try {
        for (var who : Who.values()) {
          var host = Provisioned.host(AWS, who.kind());
          HOSTS.put(who, host);
          CREDENTIALS.put(who, who == Who.OPERATOR ? host.becomeRestorer() : host.issueKey());
        }
      } catch (IOException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    /// A refused deed has changed nothing, so the next one finds the same scene.
    static Standing standing(Who who) {
      return STANDING.computeIfAbsent(
          who,
          w -> {
            String folder = "f" + FOLDERS.incrementAndGet() + "/";
            var host = at(HOSTS, w);
            var scene = Scene.set(AWS, host, OTHER, folder, at(CREDENTIALS, w));
            return new Standing(scene, host.history(folder));
          });
    }

    private static <V> V at(Map<Who, V> map, Who who) {
      return Objects.requireNonNull(map.get(who));
    }
  }

  @AfterAll
  static void nothingWasUnknownToTheGates() {
    Stage.HOSTS.values().forEach(Provisioned::close);
  }

  static Stream<Deed> deeds() {
    return Stream.of(UsefulDeeds.all(), HarmfulDeeds.all(), DeedsAround.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void what_the_table_says_of_a_deed_is_true(Deed deed) {
    for (var who : Who.values()) {
      boolean expected = deed.allowed().contains(who);
      assertThat(isDone(deed, who)).as("%s: %s", who.title(), deed.words()).isEqualTo(expected);
    }
  }

  /// Tries it.
  ///
  /// @return whether it was let through; decided by the gate, and by nobody else
  private static boolean isDone(Deed deed, Who who) {
    var standing = Stage.standing(who);
    var scene = standing.scene();
    var ledger = scene.host().gate().ledger();
    ledger.clear();
    int status = status(deed, scene);

    var decisions = ledger.decisions();
    assertThat(decisions).as("the gate was asked").isNotEmpty();
    assertThat(decisions).extracting(Decision::who).containsOnly(name(who, scene));
    boolean refused = !ledger.refusals().isEmpty();
    assertThat(status == 403).as("%s %s", status, decisions).isEqualTo(refused);
    assertThat(decisions).extracting(Decision::action).contains(deed.action());
    if (refused) {
      assertThat(scene.host().history(scene.folder())).isEqualTo(standing.history());
    } else {
      Stage.STANDING.remove(who);
      assertThat(status).as("%s", decisions).isEqualTo(200);
    }
    return !refused;
  }

  private static String name(Who who, Scene scene) {
    return who == Who.OPERATOR ? scene.host().restoreRole() : scene.host().userArn();
  }

  private static int status(Deed deed, Scene scene) {
    try {
      deed.act().on(scene);
      return 200;
    } catch (AwsServiceException e) {
      return e.statusCode();
    }
  }

  @Test
  void each_deed_stands_in_the_table_once() {
    assertThat(deeds().map(Deed::words)).doesNotHaveDuplicates();
  }

  @Test
  void nothing_that_harms_is_for_a_host_that_only_adds() {
    var only = Set.of(Who.APPEND_ONLY, Who.NO_RESTORE);
    assertThat(DeedsAround.all()).allSatisfy(deed -> assertThat(deed.allowed()).isEmpty());
    assertThat(HarmfulDeeds.all().stream().filter(deed -> !deed.allowed().isEmpty()))
        .filteredOn(deed -> deed.allowed().stream().anyMatch(only::contains))
        .extracting(Deed::words)
        .containsExactly("copy a volume to a free name");
  }

  @Test
  void the_page_has_this_table() throws Exception {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    String made = page.substring(0, from) + table() + page.substring(to);
    if ("update".equals(System.getProperty("keepwatch.docs"))) {
      Files.writeString(PAGE, made);
    }
    assertThat(Files.readString(PAGE)).as("run this with -Dkeepwatch.docs=update").isEqualTo(made);
  }

  private static String table() {
    var lines = new ArrayList<String>();
    String titles =
        Stream.of(Who.values()).map(Who::title).collect(Collectors.joining(" | ", "", " |"));
    lines.add("| what | right | " + titles);
    lines.add("| --- | --- |" + " --- |".repeat(Who.values().length));
    deeds().forEach(deed -> lines.add(row(deed)));
    return String.join("\n", lines) + "\n";
  }

  private static String row(Deed deed) {
    return Stream.of(Who.values())
        .map(who -> deed.allowed().contains(who) ? "yes" : "**no**")
        .collect(
            Collectors.joining(
                " | ", "| %s | `%s` | ".formatted(deed.words(), deed.action()), " |"));
  }
}
