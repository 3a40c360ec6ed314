package dev.keepwatch.infra;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Who may import whom in this module. When a rule fails, first ask whether the class stands in the
/// right room.
class HouseRulesTest {
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.keepwatch");

  @Test
  void nothing_is_used_but_the_cdk_yaml_and_java() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.keepwatch.infra..",
            "java..",
            "org.jspecify..",
            "org.snakeyaml..",
            "software.amazon.awscdk..",
            "software.amazon.jsii..",
            "software.constructs..")
        .check(CODE);
  }

  @Test
  void the_fleet_knows_nothing_of_the_cloud() {
    classes()
        .that()
        .resideInAPackage("dev.keepwatch.infra.fleet")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.keepwatch.infra.fleet", "java..", "org.jspecify..", "org.snakeyaml..")
        .check(CODE);
  }

  @Test
  void only_the_fleet_knows_yaml() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.keepwatch.infra.fleet")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .check(CODE);
  }

  @Test
  void only_the_app_speaks_to_people_asks_the_environment_and_ends_the_program() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.keepwatch.infra.InfraApp")
        .should()
        .accessClassesThat()
        .belongToAnyOf(System.class, Runtime.class)
        .orShould()
        .callMethodWhere(target(name("printStackTrace")))
        .check(CODE);
  }

  @Test
  void nothing_asks_for_the_time() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Instant.class)
        .check(CODE);
  }

  @Test
  void there_is_no_circle() {
    slices().matching("dev.keepwatch.infra.(*)..").should().beFreeOfCycles().check(CODE);
    noClasses()
        .that()
        .resideInAPackage("dev.keepwatch.infra.fleet")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.keepwatch.infra")
        .check(CODE);
  }
}
