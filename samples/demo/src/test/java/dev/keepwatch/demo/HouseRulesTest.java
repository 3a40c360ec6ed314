package dev.keepwatch.demo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  private static final Set<String> OF_THIS_PROCESS =
      Set.of("getenv", "exit", "halt", "system", "systemDefault", "getRuntime");

  private static final Set<String> CLOCKS =
      Set.of("now", "currentTimeMillis", "nanoTime", "systemUTC", "systemDefaultZone");

  private final JavaClasses demo =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.keepwatch.demo");

  @Test
  void only_the_terminal_knows_the_standard_streams() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Terminal")
        .should()
        .accessTargetWhere(
            describe(
                "is a standard stream",
                access ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err", "in", "setOut", "setErr")
                            .contains(access.getTarget().getName())))
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(demo);
  }

  @Test
  void only_main_asks_for_the_environment_and_ends_the_process() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Main")
        .should()
        .accessTargetWhere(isNamed(OF_THIS_PROCESS))
        .check(demo);
  }

  @Test
  void nobody_looks_at_the_clock_but_through_the_source_that_is_given() {
    noClasses().should().accessTargetWhere(isNamed(CLOCKS)).check(demo);
  }

  @Test
  void only_the_local_bucket_knows_the_server() {
    classes()
        .that()
        .doNotHaveSimpleName("LocalBucket")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.keepwatch..", "java..", "org.jspecify..")
        .check(demo);
  }

  private static DescribedPredicate<JavaAccess<?>> isNamed(Set<String> names) {
    return describe(
        "is one of " + names + " of the JDK",
        access ->
            names.contains(access.getTarget().getName())
                && access.getTargetOwner().getPackageName().startsWith("java."));
  }
}
