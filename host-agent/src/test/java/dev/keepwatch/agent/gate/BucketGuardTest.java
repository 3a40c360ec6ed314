package dev.keepwatch.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Somebody has given the host's user every right on every bucket, by mistake or by force: its own
/// bucket still refuses it what would harm history.
class BucketGuardTest {

  /// What the bucket lets a host do that has the right to: it reads and adds, as in a backup.
  private static final Set<String> LEFT_TO_RIGHTS = Set.of("copy a volume to a free name");

  @Test
  void an_append_only_bucket_holds_its_host_whatever_rights_it_has() throws Exception {
    assertThat(notHeld(Kind.APPEND_ONLY)).isEqualTo(new TreeSet<>(LEFT_TO_RIGHTS));
  }

  @Test
  void a_bucket_that_shall_not_be_read_back_is_not() throws Exception {
    assertThat(notHeld(Kind.APPEND_ONLY_NO_RESTORE)).isEmpty();
  }

  @Test
  void a_self_pruning_bucket_keeps_all_but_what_pruning_needs() throws Exception {
    assertThat(notHeld(Kind.SELF_PRUNING))
        .containsExactlyInAnyOrder(
            "copy a volume to a free name",
            "copy one file over another",
            "delete a file (it stays below a marker)",
            "delete a list of files",
            "overwrite a file",
            "overwrite one by an upload in parts",
            "tag again what carries the tag");
  }

  /// The harmful deeds that the bucket itself does not refuse.
  private static Set<String> notHeld(Kind kind) throws Exception {
    var aws = TestAws.required();
    var notHeld = new TreeSet<String>();
    var deeds = Stream.of(HarmfulDeeds.all(), DeedsAround.ofBucket()).flatMap(List::stream);
    try (var host = Provisioned.host(aws, kind)) {
      var key = host.issueKeyToAll();
      String other = aws.newBucket("other");
      for (var deed : deeds.toList()) {
        host.gate().ledger().clear();
        attempt(deed, Scene.set(aws, host, other, "f%08x/".formatted(deed.hashCode()), key));
        assertThat(host.gate().ledger().decisions()).isNotEmpty();
        if (host.gate().ledger().refusals().isEmpty()) {
          notHeld.add(deed.words());
        }
      }
    }
    return notHeld;
  }

  private static void attempt(Deed deed, Scene scene) {
    try {
      deed.act().on(scene);
    } catch (AwsServiceException e) {
      // Whose refusal it is stands in the ledger.
    }
  }
}
