package dev.keepwatch.format.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The line that binds a manifest to its set, and the proof that a chain belongs together.
class BindingTest {

  private static final BackupTime T0 = BackupTime.parse("20260102T030405Z");
  private static final BackupTime T1 = BackupTime.parse("20260103T030405Z");
  private static final BackupTime T2 = BackupTime.parse("20260104T030405Z");
  private static final SetId FULL = new SetId.Full(T0);
  private static final SetId FIRST = new SetId.Incremental(T0, T1);
  private static final SetId SECOND = new SetId.Incremental(T1, T2);
  private static final String SUM = "0123456789abcdef".repeat(4);

  private static Manifest manifest(Optional<Binding> binding, String sha1) throws Exception {
    String text =
        "Hostname web01\nLocaldir /srv\n"
            + binding.map(b -> new String(ManifestText.binding(b), UTF_8)).orElse("")
            + "Volume 1:\n    StartingPath   .  \n    EndingPath     .  \n    Hash SHA1 "
            + sha1
            + "\nFilelist 0\n";
    return parse(text);
  }

  private static Manifest parse(String text) throws Exception {
    var parser = new ManifestParser();
    for (String line : text.split("\n", -1)) {
      parser.accept(line.getBytes(UTF_8));
    }
    return parser.finish();
  }

  private static Manifest bound(SetId set, Optional<String> parent, String sha1) throws Exception {
    return manifest(Optional.of(new Binding(set, SUM, parent)), sha1);
  }

  @Test
  void a_binding_is_one_line_of_words() {
    assertThat(new String(ManifestText.binding(new Binding(FULL, SUM, Optional.empty())), UTF_8))
        .isEqualTo("Keepwatch set=full.20260102T030405Z signatures=sha256:" + SUM + "\n");
    assertThat(new String(ManifestText.binding(new Binding(FIRST, SUM, Optional.of(SUM))), UTF_8))
        .isEqualTo(
            "Keepwatch set=inc.20260102T030405Z.to.20260103T030405Z signatures=sha256:%s parent=sha256:%s\n"
                .formatted(SUM, SUM));
  }

  @Test
  void what_is_written_is_read() throws Exception {
    for (var binding :
        new Binding[] {
          new Binding(FULL, SUM, Optional.empty()), new Binding(SECOND, SUM, Optional.of(SUM))
        }) {
      assertThat(manifest(Optional.of(binding), "ab").binding()).contains(binding);
    }
  }

  @Test
  void words_of_later_versions_are_passed_over() throws Exception {
    var manifest =
        parse(
            "keepwatch new=1 set=full.20260102T030405Z alone signatures=sha256:%s\nVolume 1:\nStartingPath .\nEndingPath .\n"
                .formatted(SUM));

    assertThat(manifest.binding()).contains(new Binding(FULL, SUM, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Keepwatch signatures=sha256:SUM",
        "Keepwatch set=full.yesterday signatures=sha256:SUM",
        "Keepwatch set=full.20260102T030405Z",
        "Keepwatch set=full.20260102T030405Z signatures=md5:SUM",
        "Keepwatch set=full.20260102T030405Z signatures=sha256:SUM0",
        "Keepwatch set=inc.20260103T030405Z.to.20260102T030405Z signatures=sha256:SUM",
        "Keepwatch set=full.20260102T030405Z signatures=sha256:SUM parent=sha256:no"
      })
  void a_binding_that_cannot_be_understood_is_no_binding_that_may_be_passed_over(String line) {
    assertThatThrownBy(() -> parse(line.replace("SUM", SUM) + "\nVolume 1:\n"))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("line 1 of the manifest: ");
  }

  @Test
  void a_chain_whose_manifests_follow_each_other_is_believed() throws Exception {
    var proof = new ChainProof();
    assertThat(proof.next(FULL, bound(FULL, Optional.empty(), "aa"))).isEmpty();
    assertThat(proof.next(FIRST, bound(FIRST, proof.digest(), "bb"))).isEmpty();
    assertThat(proof.next(SECOND, bound(SECOND, proof.digest(), "cc"))).isEmpty();
  }

  @Test
  void an_old_set_under_a_new_name_is_noticed() throws Exception {
    var proof = new ChainProof();
    var full = bound(FULL, Optional.empty(), "aa");
    proof.next(FULL, full);

    assertThat(proof.next(SECOND, bound(FIRST, proof.digest(), "bb")))
        .contains(
            "what is called the increment 20260103T030405Z to 20260104T030405Z says that it is the"
                + " increment 20260102T030405Z to 20260103T030405Z: files were renamed");
    assertThat(ChainProof.alone(new SetId.Full(T1), full)).isPresent();
    assertThat(ChainProof.alone(FULL, full)).isEmpty();
  }

  @Test
  void a_set_that_was_replaced_below_another_is_noticed() throws Exception {
    var original = new ChainProof();
    original.next(FULL, bound(FULL, Optional.empty(), "aa"));
    var increment = bound(FIRST, original.digest(), "bb");

    var replaced = new ChainProof();
    replaced.next(FULL, bound(FULL, Optional.empty(), "a0"));

    assertThat(replaced.next(FIRST, increment))
        .hasValueSatisfying(words -> assertThat(words).contains("was replaced or altered"));
  }

  @Test
  void sets_of_duplicity_stand_in_a_chain_without_complaint() throws Exception {
    var proof = new ChainProof();
    assertThat(proof.next(FULL, manifest(Optional.empty(), "aa"))).isEmpty();
    assertThat(proof.next(FIRST, bound(FIRST, proof.digest(), "bb"))).isEmpty();
    assertThat(proof.next(SECOND, manifest(Optional.empty(), "cc"))).isEmpty();
  }

  @Test
  void a_parent_that_was_not_known_is_not_asked_for() throws Exception {
    var proof = new ChainProof();
    proof.next(FULL, manifest(Optional.empty(), "aa"));

    assertThat(proof.next(FIRST, bound(FIRST, Optional.empty(), "bb"))).isEmpty();
  }

  @Test
  void other_digests_of_volumes_make_another_number() throws Exception {
    var manifest = manifest(Optional.empty(), "aa");
    String number = SetDigest.of(FULL, Optional.empty(), manifest);

    assertThat(number).matches("[0-9a-f]{64}");
    assertThat(SetDigest.of(new SetId.Full(T1), Optional.empty(), manifest)).isNotEqualTo(number);
    assertThat(SetDigest.of(FULL, Optional.of(number), manifest)).isNotEqualTo(number);
    assertThat(SetDigest.of(FULL, Optional.empty(), manifest(Optional.empty(), "ab")))
        .isNotEqualTo(number);
  }
}
