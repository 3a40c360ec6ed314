package dev.keepwatch.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostOutputsTest {

  @Test
  void a_host_with_a_role_or_a_certificate_has_no_user_and_is_a_host_all_the_same()
      throws Exception {
    var outputs =
        HostOutputs.of(
            "keepwatch-web01",
            Map.of(
                "Bucket", "acme-web01",
                "Region", "eu-central-1",
                "Mode", "append-only",
                "Folders", "home, etc",
                "Role", "arn:aws:iam::123456789012:role/keepwatch-web01",
                "CredentialProcess", "aws_signing_helper credential-process"));

    assertThat(outputs)
        .isEqualTo(
            new HostOutputs(
                "web01",
                "acme-web01",
                "eu-central-1",
                Optional.of("append-only"),
                List.of("home", "etc")));
  }

  @Test
  void what_an_older_stack_does_not_tell_is_left_open() throws Exception {
    var outputs = HostOutputs.of("web01", Map.of("Bucket", "b", "Region", "r", "Mode", " "));

    assertThat(outputs).isEqualTo(new HostOutputs("web01", "b", "r", Optional.empty(), List.of()));
  }

  @Test
  void a_stack_that_tells_no_bucket_is_no_hosts() {
    assertThatExceptionOfType(IdentityException.class)
        .isThrownBy(() -> HostOutputs.of("keepwatch-monitor", Map.of("NextStep", "x")))
        .withMessageContaining("has no output Bucket");
  }
}
