package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import dev.keepwatch.agent.storage.s3.FaultServer.Request;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Into which class an object goes, and with what the server encrypts it.
final class ColdVolumesTest extends FaultFixture {

  private static final S3Settings USUAL = S3Settings.from(Map.of());

  @ParameterizedTest
  @CsvSource({
    "STANDARD_IA, 131072, STANDARD_IA",
    "STANDARD_IA, 131071, STANDARD",
    "ONEZONE_IA, 131071, STANDARD",
    "INTELLIGENT_TIERING, 131071, STANDARD",
    "GLACIER_IR, 131071, STANDARD",
    "GLACIER_IR, 131072, GLACIER_IR",
    "GLACIER, 40960, GLACIER",
    "GLACIER, 40959, STANDARD",
    "DEEP_ARCHIVE, 40960, DEEP_ARCHIVE",
    "DEEP_ARCHIVE, 0, STANDARD",
    "REDUCED_REDUNDANCY, 0, REDUCED_REDUNDANCY",
  })
  void a_volume_below_what_the_class_bills_at_least_stays_where_it_is_cheaper(
      VolumeClass wanted, int size, String stored) throws Exception {
    use(USUAL.withVolumeClass(wanted));

    write("x".repeat(size));

    assertThat(header(S3Call.PUT, "x-amz-storage-class")).contains(stored);
  }

  @Test
  void a_large_volume_in_parts_has_its_class_from_the_beginning() throws Exception {
    use(USUAL.withParts(200_000, 100_000).withVolumeClass(VolumeClass.DEEP_ARCHIVE));

    write("x".repeat(200_000));

    assertThat(header(S3Call.CREATE, "x-amz-storage-class")).contains("DEEP_ARCHIVE");
  }

  @Test
  void manifests_and_signatures_say_that_they_belong_into_standard() throws Exception {
    use(USUAL.withVolumeClass(VolumeClass.GLACIER));
    for (FileRole role : new FileRole[] {FileRole.MANIFEST, FileRole.SIGNATURES}) {
      write(role);
    }

    assertThat(server.requests(S3Call.PUT))
        .extracting(request -> request.header("x-amz-storage-class").orElse("none"))
        .containsExactly("STANDARD", "STANDARD");
  }

  @Test
  void where_nobody_chose_a_class_none_is_said() throws Exception {
    write("one");

    assertThat(header(S3Call.PUT, "x-amz-storage-class")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidStorageClass, The storage class you specified is not valid",
    "501, NotImplemented, Header x-amz-storage-class is not implemented",
  })
  void a_class_that_the_server_does_not_have_is_named_and_never_another(
      int status, String code, String words) {
    use(USUAL.withVolumeClass(VolumeClass.GLACIER_IR));
    server.next(S3Call.PUT, Fault.error(status, code, words));

    expect(
        failureOf(() -> write("x".repeat(131072))),
        Reason.MISCONFIGURED,
        "cannot write vol1 to HERE: the server does not have the storage class GLACIER_IR. Choose"
            + " another with --s3-use-… or storage-class, or none.");
    assertThat(server.requests(S3Call.PUT)).hasSize(1);
    assertThat(notices).isEmpty();
  }

  @Test
  void a_kms_key_is_named_for_small_objects_and_large_ones() throws Exception {
    use(USUAL.withParts(4, 3).withEncryptionAtRest(new AtRest.KmsKey(Optional.of("alias/backup"))));

    write("one");
    write("vol2", "12345678");

    for (S3Call call : new S3Call[] {S3Call.PUT, S3Call.CREATE}) {
      assertThat(header(call, "x-amz-server-side-encryption")).contains("aws:kms");
      assertThat(header(call, "x-amz-server-side-encryption-aws-kms-key-id"))
          .contains("alias/backup");
    }
  }

  @Test
  void a_kms_key_that_is_not_there_or_not_ours_is_explained() {
    server.next(
        S3Call.PUT,
        Fault.error(400, "KMS.NotFoundException", "Alias arn:aws:kms:eu:1:alias/x is not found"),
        Fault.error(403, "AccessDenied", "not authorized to perform: kms:GenerateDataKey on it"));

    expect(
        failureOf(() -> write("one")),
        Reason.MISCONFIGURED,
        "cannot write vol1 to HERE: the KMS key cannot be used (KMS.NotFoundException, Alias"
            + " arn:aws:kms:eu:1:alias/x is not found). Check --s3-kms-key-id or s3.kms-key.");
    expect(
        failureOf(() -> write("one")),
        Reason.DENIED,
        "cannot write vol1 to HERE: the KMS key may not be used. Grant kms:GenerateDataKey and"
            + " kms:Decrypt on it. The server says: AccessDenied, not authorized to perform:"
            + " kms:GenerateDataKey on it.");
  }

  private void write(FileRole role) throws IOException {
    storage.write(new NewFile(role.name(), newFile("x", "content").content(), role, Map.of()));
  }

  private Optional<String> header(S3Call call, String name) {
    Request last = server.requests(call).getLast();
    return last.header(name);
  }
}
