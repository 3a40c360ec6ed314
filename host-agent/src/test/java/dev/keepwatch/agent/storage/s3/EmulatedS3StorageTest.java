package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageContract;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Against the AWS of [TestAws], which is nearer to Amazon's than S3Mock.
@ExtendWith(TestCredentials.class)
final class EmulatedS3StorageTest extends StorageContract {

  private static final int MIB = 1 << 20;

  private final List<String> notices = new ArrayList<>();

  @Override
  protected Storage emptyArchive() {
    var aws = TestAws.required();
    var url = new S3Url(aws.newBucket("contract"), "web01/home", Optional.of(aws.endpoint()));
    var settings = S3Settings.from(Map.of()).withParts(6 * MIB, 5 * MIB);
    return S3Storage.open(url, settings, notices::add);
  }

  @Test
  void a_file_in_parts_is_read_back_and_never_replaced() throws Exception {
    write("large", random(12 * MIB, 3));

    assertThat(failureOf(() -> write("large", random(12 * MIB, 4))).reason())
        .isEqualTo(Reason.EXISTS);
    assertThat(failureOf(() -> write("large", random(12 * MIB, 3))).reason())
        .isEqualTo(Reason.EXISTS);
    assertThat(read("large")).isEqualTo(random(12 * MIB, 3));
    assertThat(storage().holds(newFile("large", random(12 * MIB, 3)))).isTrue();
    assertThat(notices).isEmpty();
  }
}
