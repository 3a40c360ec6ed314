package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.Envelopes;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpEnvelope;
import dev.keepwatch.agent.envelope.openpgp.Passphrase;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.selection.Rule;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Interrupted runs that are not continued: a new set is begun, and it is said why.
class GivenUpRunTest extends UnfinishedRuns {

  @ParameterizedTest
  @ValueSource(strings = {"changed", "shorter", "gone", "a directory"})
  void a_file_whose_stored_beginning_is_no_longer_true_ends_the_set(String how) throws IOException {
    breakAfter(3);
    switch (how) {
      case "changed" -> source.random("big", 900_001);
      case "shorter" -> source.file("big", "x");
      case "gone" -> source.remove("big");
      default -> source.remove("big").file("big/inside", "x");
    }

    var result = backup();

    assertGivenUp("'big', of which the beginning is stored, has changed since");
    assertThat(result.set()).isInstanceOf(SetId.Full.class).isNotEqualTo(new SetId.Full(T0));
    assertRestores();
    assertThat(bench.archive().catalog().incomplete()).hasSize(1);
    assertThat(temporary()).isEmptyDirectory();
  }

  private record Secret(Envelope openPgp) implements Envelopes {
    @Override
    public Envelope of(Packaging packaging) {
      return openPgp;
    }

    @Override
    public Packaging forNewFiles() {
      return Packaging.OPENPGP;
    }

    @Override
    public boolean canReadWhatTheyWrite() {
      return true;
    }

    @Override
    public boolean sealWithPassphrase() {
      return true;
    }
  }

  private Envelopes passphrase(String text) throws IOException {
    return new Secret(OpenPgpEnvelope.with(bench.pool()).symmetric(Passphrase.of(text)).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void one_set_never_has_two_passphrases(int stored) throws IOException {
    bench.envelopes = passphrase("mistyped");
    breakAfter(stored);
    bench.envelopes = passphrase("right");

    assertThatThrownBy(this::backup)
        .isInstanceOf(EnvelopeException.class)
        .hasMessageContaining("keepwatch full begins a new one");
    bench.kind = BackupRequest.Kind.FULL;
    bench.now = bench.now.plusSeconds(60);
    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));

    assertGivenUp("it cannot be opened with this passphrase");
    assertRestores();
  }

  @Test
  void a_set_from_the_future_is_not_finished() throws IOException {
    bench.now = bench.now.plusSeconds(100 * 86_400);
    breakAfter(2);
    bench.now = Bench.T0.plusSeconds(60);
    Files.setLastModifiedTime(unfinished().resolve("journal"), FileTime.from(bench.now));

    assertThatThrownBy(this::backup).hasMessageContaining("set the clock right");
    assertGivenUp("and this host's clock says");
  }

  @Test
  void another_selection_begins_a_new_set() throws Exception {
    breakAfter(2);
    bench.selection = Selection.of(PathBytes.of(source.root()), List.of(Rule.exclude("**/d")));

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("another selection");
  }

  @Test
  void after_a_week_a_new_set_is_begun() throws IOException {
    breakAfter(2);
    var touched = FileTime.from(bench.now.minusSeconds(8 * 86_400));
    Files.setLastModifiedTime(unfinished().resolve("journal"), touched);

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("which is more than 7 days");
    assertRestores();
  }

  @Test
  void a_full_that_is_asked_for_does_not_wait_for_an_increment() throws IOException {
    backup();
    source.random("big", 800_000);
    breakAfter(2);
    bench.kind = BackupRequest.Kind.FULL;

    assertThat(backup().set()).isInstanceOf(SetId.Full.class);
    assertGivenUp("a full backup is asked for, and it is an increment");
    bench.kind = BackupRequest.Kind.EITHER;
    assertRestores();
  }
}
