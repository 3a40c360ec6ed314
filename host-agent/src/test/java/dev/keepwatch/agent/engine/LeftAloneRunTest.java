package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Sets of which this host knows nothing and which it leaves as they are.
class LeftAloneRunTest extends ForgottenRuns {

  private Path volume(int number) {
    String suffix = bench.envelopes.forNewFiles() == Packaging.GZIP ? ".difftar.gz" : ".difftar";
    return archive.resolve("duplicity-full." + T0 + ".vol" + number + suffix);
  }

  @Test
  void a_directory_where_a_file_was_stored_last_ends_the_set() throws IOException {
    source.remove("d").remove("e").remove("z").remove("big");
    source.random("b", 149_000).random("m", 100_000).random("n", 100_000);
    leave(2);
    source.remove("m").file("m/x", "x");

    assertLeftAlone("'m', of which the beginning is stored, has changed since");
  }

  @Test
  void a_file_whose_stored_beginning_is_no_longer_true_ends_the_set() throws IOException {
    leave(2);
    source.random("big", 500_001);

    assertLeftAlone("'big', of which the beginning is stored, has changed since");
  }

  @Test
  void a_set_that_may_still_be_written_to_is_left_alone() throws IOException {
    leave(3);
    touched(Duration.ofHours(11));

    assertLeftAlone("which may be going on elsewhere");
  }

  @Test
  void duplicity_s_notes_of_another_host_count() throws IOException {
    leave(3);
    note("another-host");

    assertLeftAlone("this archive is of the host 'another-host'");
  }

  @Test
  void after_a_week_a_new_set_is_begun() throws IOException {
    leave(3);
    touched(Duration.ofDays(8));

    assertLeftAlone("which is more than 7 days");
  }

  @Test
  void a_set_with_a_gap_is_left_alone() throws IOException {
    leave(4);
    Files.delete(volume(2));

    assertLeftAlone("its volumes are not there from the first on");
  }

  @Test
  void a_set_that_is_wrapped_otherwise_is_left_alone() throws IOException {
    leave(3);
    bench.envelopes = bench.unencrypted(Packaging.GZIP);

    assertLeftAlone("wrapped or named in another way");
  }

  @ParameterizedTest
  @CsvSource({"cut, 3", "altered, 3", "altered, 1", "empty, 2"})
  void a_damaged_volume_ends_the_set(String how, int number) throws IOException {
    bench.envelopes = bench.unencrypted(Packaging.GZIP);
    source.random("big", 6_000_000);
    leave(3);
    byte[] bytes = Files.readAllBytes(volume(number));
    bytes[bytes.length / 2] ^= 1;
    int length = how.equals("cut") ? bytes.length - 1000 : how.equals("empty") ? 0 : bytes.length;
    Files.write(volume(number), Arrays.copyOf(bytes, length));
    touched(Duration.ofDays(1));

    assertLeftAlone("cannot open " + volume(number).getFileName());
  }

  @Test
  void volumes_in_another_order_end_the_set() throws IOException {
    leave(4);
    byte[] second = Files.readAllBytes(volume(2));
    Files.write(volume(2), Files.readAllBytes(volume(3)));
    Files.write(volume(3), second);
    touched(Duration.ofDays(1));

    assertLeftAlone("do not fit together");
  }

  @Test
  void a_basis_that_is_damaged_ends_the_increment() throws IOException {
    backup();
    byte[] content = Files.readAllBytes(source.root().resolve("big"));
    content[7]++;
    source.file("big", content).random("c", 400_000);
    leave(3);
    Files.write(volume(2), new byte[Math.toIntExact(Files.size(volume(2)))]);

    var result = backup();

    assertThat(result.set().time()).isEqualTo(BackupTime.at(bench.now.minusSeconds(60)));
    assertThat(bench.heard)
        .anyMatch(line -> line.contains("is not continued: ") && line.contains("vol2."));
  }

  @Test
  void an_increment_is_not_continued_where_a_full_is_due_or_asked_for() throws IOException {
    backup();
    source.random("big", 600_000);
    leave(2);
    bench.fullIfOlderThan = Optional.of(Duration.ofHours(1));

    assertThat(backup().set()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard).anyMatch(line -> line.contains("the chain that it was to continue"));
    assertRestores();
  }

  @Test
  void a_full_that_is_asked_for_does_not_continue_an_increment() throws IOException {
    backup();
    source.random("big", 600_000);
    leave(2);
    bench.kind = BackupRequest.Kind.FULL;

    assertThat(backup().set()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard).anyMatch(line -> line.contains("and it is an increment"));
  }

  @ParameterizedTest
  @EnumSource(names = {"SYMMETRIC", "PUBLIC_KEY"})
  void a_set_that_this_host_cannot_open_is_left_alone(Mode theirs) throws IOException {
    bench.envelopes = theirs.envelopes(bench);
    source.random("big", 6_000_000);
    leave(3);
    bench.envelopes = Mode.anotherPassphrase(bench);

    assertThat(backup().set().time()).isNotEqualTo(T0);
    assertThat(bench.heard)
        .as("%s", bench.heard)
        .anyMatch(line -> line.contains("is not continued: cannot open") && line.contains("vol1."));
  }
}
