package dev.keepwatch.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who may know whom. When a rule fails, first ask whether the class stands in the right room.
class HouseRulesTest {

  private static final String ROOT = "dev.keepwatch.agent.";

  /// From the ground up: a room imports only rooms that stand before it.
  private static final List<String> FLOORS =
      List.of(
          "program",
          "digest",
          "stream",
          "posix",
          "rsync",
          "deflate",
          "pace",
          "envelope",
          "envelope.openpgp",
          "storage",
          "storage.file",
          "storage.s3.client",
          "storage.s3",
          "tree",
          "tar",
          "thaw",
          "tagging",
          "archive",
          "cache",
          "journal",
          "selection",
          "source",
          "signatures",
          "delta",
          "volume",
          "history",
          "retention",
          "replicate",
          "repair",
          "adoption",
          "listing",
          "verify",
          "backup",
          "restore",
          "undelete",
          "identity",
          "identity.aws",
          "config",
          "cli");

  private static final JavaClasses AGENT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.keepwatch.agent");

  @Test
  void imports_run_downward_only() {
    var upward = new ArrayList<String>();
    for (JavaClass from : AGENT) {
      for (var dependency : from.getDirectDependenciesFromSelf()) {
        int lower = floor(from.getPackageName());
        int upper = floor(dependency.getTargetClass().getPackageName());
        if (upper > lower) {
          upward.add(dependency.getDescription());
        }
      }
    }
    assertThat(upward).isEmpty();
  }

  @Test
  void every_room_has_its_floor() {
    assertThat(AGENT)
        .extracting(JavaClass::getPackageName)
        .allSatisfy(name -> assertThat(floor(name)).as(name).isNotNegative());
  }

  private static int floor(String packageName) {
    if (!packageName.startsWith(ROOT)) {
      return -1;
    }
    String room = packageName.substring(ROOT.length());
    int best = FLOORS.indexOf(room);
    if (best < 0 && room.contains(".")) {
      best = FLOORS.indexOf(room.substring(0, room.indexOf('.')));
    }
    return best;
  }

  @Test
  void no_room_is_part_of_a_circle() {
    slices().matching("dev.keepwatch.agent.(**)").should().beFreeOfCycles().check(AGENT);
  }

  @Test
  void leaves_import_nothing_of_ours() {
    for (String leaf : List.of("digest", "stream", "posix", "rsync", "deflate")) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + leaf)
          .should()
          .dependOnClassesThat(
              new DescribedPredicate<>("are ours and elsewhere") {
                @Override
                public boolean test(JavaClass other) {
                  return other.getPackageName().startsWith("dev.keepwatch")
                      && !other.getPackageName().equals(ROOT + leaf);
                }
              })
          .check(AGENT);
    }
  }

  @Test
  void foreign_types_stay_in_their_one_room() {
    stays("software.amazon.awssdk..", "storage.s3..", "identity.aws");
    stays("org.bouncycastle..", "envelope.openpgp");
    stays("org.apache.commons.compress..", "tar");
    stays("org.snakeyaml..", "config");
    stays("java.lang.foreign..", "posix", "rsync");
    stays("picocli..", "cli..");
    stays("dev.keepwatch.monitor..", "cli..");
  }

  private static void stays(String foreign, String... rooms) {
    var allowed = List.of(rooms).stream().map(room -> ROOT + room).toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(foreign)
        .check(AGENT);
  }

  @Test
  void the_clock_is_asked_only_at_the_face() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "cli..", ROOT + "envelope.openpgp")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(InstantSource.class, "system")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(AGENT);
  }

  @Test
  void only_the_face_speaks_and_ends_the_program() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(AGENT);
  }
}
