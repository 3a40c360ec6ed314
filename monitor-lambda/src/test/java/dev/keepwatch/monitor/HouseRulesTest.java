package dev.keepwatch.monitor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What may know what in this module.
class HouseRulesTest {

  private static final String AWS = "software.amazon.awssdk..";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.keepwatch.monitor");

  private static void hold(ArchRule rule) {
    rule.check(OURS);
  }

  /// A class with those nested in it.
  private static DescribedPredicate<JavaClass> other(Class<?>... rooms) {
    var names = List.of(rooms).stream().map(Class::getName).toList();
    return DescribedPredicate.describe(
        "are other than " + names,
        type -> names.stream().noneMatch(n -> type.getName().equals(n) || inside(type, n)));
  }

  private static boolean inside(JavaClass type, String name) {
    return type.getName().startsWith(name + "$");
  }

  @Test
  void s3_is_spoken_to_by_the_listing_only() {
    hold(
        noClasses()
            .that(other(S3Listing.class))
            .should()
            .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.services.s3..")));
  }

  @Test
  void ses_is_spoken_to_by_the_mail_sender_only() {
    hold(
        noClasses()
            .that(other(SesMailSender.class))
            .should()
            .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.services.ses..")));
  }

  @Test
  void nobody_else_knows_of_aws() {
    hold(
        noClasses()
            .that(other(S3Listing.class, SesMailSender.class, AwsAccess.class))
            .should()
            .dependOnClassesThat(resideInAPackage(AWS)));
    hold(
        noClasses()
            .that(other(MonitorHandler.class))
            .should()
            .dependOnClassesThat(resideInAPackage("com.amazonaws..")));
  }

  @Test
  void no_file_of_a_bucket_is_ever_read_or_written() {
    hold(
        noClasses()
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are requests for objects",
                    type -> type.getSimpleName().matches("(Get|Put|Delete|Copy|Head)Object.*"))));
  }

  @Test
  void judgement_knows_neither_words_nor_the_world() {
    hold(
        classes()
            .that(
                DescribedPredicate.describe(
                    "judge",
                    type ->
                        Set.of("HealthCheck", "Evidence", "Verdict", "Finding", "RestorePoint")
                            .contains(type.getSimpleName())))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage("java.lang..", "java.util..", "java.time..", "org.jspecify..")
                    .or(resideInAPackage("dev.keepwatch.format.."))
                    .or(
                        DescribedPredicate.describe(
                            "are values",
                            type ->
                                type.getPackageName().equals("dev.keepwatch.monitor")
                                    && !type.getSimpleName()
                                        .matches(".*(Words|Text|Page|Mail|Listing|Handler).*")))));
  }

  @Test
  void only_the_metrics_print() {
    hold(
        noClasses()
            .that(other(RunMetrics.class))
            .should()
            .accessTargetWhere(
                DescribedPredicate.describe(
                    "print", access -> isOf(access, System.class, "out", "err"))));
  }

  @Test
  void the_time_comes_from_outside() {
    hold(
        noClasses()
            .should()
            .accessTargetWhere(
                DescribedPredicate.describe(
                    "look at a clock of their own",
                    access ->
                        isOf(access, System.class, "currentTimeMillis", "nanoTime")
                            || access.getTargetOwner().getPackageName().equals("java.time")
                                && access.getTarget().getName().equals("now"))));
    hold(
        noClasses()
            .that(other(MonitorHandler.class))
            .should()
            .accessTargetWhere(
                DescribedPredicate.describe(
                    "take the system's clock, zone or environment",
                    access ->
                        isOf(access, java.time.InstantSource.class, "system")
                            || isOf(access, java.time.Clock.class, "systemUTC")
                            || isOf(access, java.time.ZoneId.class, "systemDefault")
                            || isOf(access, System.class, "getenv", "getProperty", "exit"))));
  }

  private static boolean isOf(JavaAccess<?> access, Class<?> owner, String... names) {
    AccessTarget target = access.getTarget();
    return target.getOwner().isEquivalentTo(owner) && Set.of(names).contains(target.getName());
  }

  @Test
  void only_the_function_and_the_facade_are_public_with_what_they_speak_of() {
    hold(
        noClasses()
            .that(
                other(
                    MonitorHandler.class,
                    Monitor.class,
                    MonitorReport.class,
                    Mail.class,
                    MailSender.class))
            .and()
            .areTopLevelClasses()
            .should()
            .bePublic());
  }
}
