package dev.keepwatch.format;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

  private static final String ROOT = "dev.keepwatch.format";

  private static final Set<String> CLOCKS =
      Set.of(
          "now",
          "currentTimeMillis",
          "nanoTime",
          "systemUTC",
          "systemDefaultZone",
          "systemDefault");

  private final JavaClasses house =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  @Test
  void the_format_knows_values_of_the_jdk_and_nothing_else() {
    classes().should().onlyDependOnClassesThat(areValuesOfTheJdkOrOurs()).check(house);
  }

  private static DescribedPredicate<JavaClass> areValuesOfTheJdkOrOurs() {
    var packages =
        JavaClass.Predicates.resideInAnyPackage(
            ROOT + "..",
            "java.lang",
            "java.lang.annotation",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.nio.charset",
            "java.security",
            "java.time..",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream",
            "org.jspecify.annotations");
    return packages.or(JavaClass.Predicates.type(ByteArrayOutputStream.class));
  }

  @Test
  void nobody_prints() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(house);
  }

  @Test
  void nobody_looks_at_the_clock_or_at_the_zone_of_this_machine() {
    noClasses().should().accessTargetWhere(asksForTheTimeOrTheZone()).check(house);
  }

  private static DescribedPredicate<JavaAccess<?>> asksForTheTimeOrTheZone() {
    return describe(
        "asks for the time or the zone",
        access ->
            CLOCKS.contains(access.getTarget().getName())
                && access.getTargetOwner().getPackageName().startsWith("java."));
  }

  @Test
  void names_and_paths_stand_on_nothing_and_the_rest_on_them() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .layer("archive")
        .definedBy(ROOT + ".archive..")
        .layer("naming")
        .definedBy(ROOT + ".naming..")
        .layer("manifest")
        .definedBy(ROOT + ".manifest..")
        .layer("json")
        .definedBy(ROOT + ".json..")
        .layer("heartbeat")
        .definedBy(ROOT + ".heartbeat..")
        .layer("catalog")
        .definedBy(ROOT + ".catalog..")
        .optionalLayer("retention")
        .definedBy(ROOT + ".retention..")
        .optionalLayer("repair")
        .definedBy(ROOT + ".repair..")
        .whereLayer("archive")
        .mayNotAccessAnyLayer()
        .whereLayer("naming")
        .mayNotAccessAnyLayer()
        .whereLayer("manifest")
        .mayOnlyAccessLayers("archive", "naming")
        .whereLayer("json")
        .mayNotAccessAnyLayer()
        .whereLayer("heartbeat")
        .mayOnlyAccessLayers("json", "naming")
        .whereLayer("catalog")
        .mayOnlyAccessLayers("naming")
        .whereLayer("retention")
        .mayOnlyAccessLayers("catalog", "naming")
        .whereLayer("repair")
        .mayOnlyAccessLayers("catalog", "naming", "retention")
        .ensureAllClassesAreContainedInArchitecture()
        .check(house);
  }

  @Test
  void no_two_packages_need_each_other() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(house);
  }
}
