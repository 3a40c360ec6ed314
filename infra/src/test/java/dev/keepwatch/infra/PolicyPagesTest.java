package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The policies of `docs/policies`, for those who do by hand what a host's stack does.
///
/// They are what the stack's are, with words in capitals where each host has its own. With
/// `-Dkeepwatch.docs=update` they are written anew.
@NeedsNode
class PolicyPagesTest {
  private static final Path FOLDER = Synthesis.PROJECT.resolve("docs/policies");
  private static final Synthesis FLEET =
      Synthesis.of(
          """
          monitor: {sender: keepwatch@example.org, recipients: [ops@example.org]}
          hosts:
            - {name: append-only, storage: {class: STANDARD_IA, after-days: 30}}
            - {name: append-only-no-restore, restore: false, bucket: acme-saves}
            - {name: self-pruning, mode: self-pruning}
          """);

  @ParameterizedTest
  @CsvSource({
    "append-only, append-only",
    "append-only-no-restore, append-only-no-restore",
    "self-pruning, self-pruning"
  })
  void the_hosts_policy_is_that_of_its_stack(String host, String page) throws IOException {
    requireSame(
        page + "-host.json",
        at(
            FLEET.only("keepwatch-" + host, "AWS::IAM::ManagedPolicy", "What host"),
            "PolicyDocument"));
  }

  @ParameterizedTest
  @CsvSource({
    "append-only, append-only",
    "append-only-no-restore, append-only-no-restore",
    "self-pruning, self-pruning"
  })
  void the_buckets_policy_is_that_of_its_stack(String host, String page) throws IOException {
    requireSame(
        page + "-bucket.json",
        at(FLEET.only("keepwatch-" + host, "AWS::S3::BucketPolicy"), "PolicyDocument"));
  }

  @ParameterizedTest
  @CsvSource({
    "restore.json, AWS::IAM::ManagedPolicy, What an operator needs, PolicyDocument",
    "restore-trust.json, AWS::IAM::Role, -restore, AssumeRolePolicyDocument"
  })
  void the_restore_role_is_that_of_the_stack(String page, String type, String word, String document)
      throws IOException {
    requireSame(page, at(FLEET.only("keepwatch-append-only", type, word), document));
  }

  @ParameterizedTest
  @CsvSource("lifecycle.json, keepwatch-append-only")
  void the_lifecycle_is_that_of_the_stack(String page, String stack) throws IOException {
    Object rules = at(FLEET.only(stack, "AWS::S3::Bucket"), "LifecycleConfiguration", "Rules");
    requireSame(
        page, Map.of("Rules", Synthesis.list(rules).stream().map(LifecycleJson::rule).toList()));
  }

  private static void requireSame(String page, Object document) throws IOException {
    Path file = FOLDER.resolve(page);
    String text = PolicyJson.of(document) + "\n";
    if ("update".equals(System.getProperty("keepwatch.docs"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(text)
        .as("run this test with -Dkeepwatch.docs=update")
        .isEqualTo(Files.readString(file));
  }
}
