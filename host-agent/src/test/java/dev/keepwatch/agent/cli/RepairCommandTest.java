package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairCommandTest {

  private static final String FULL = "duplicity-full.20231114T221320Z";
  private static final String INCREMENT = "duplicity-inc.20231114T221320Z.to.20231114T221420Z";
  private static final String SIGNATURES =
      "duplicity-new-signatures.20231114T221320Z.to.20231114T221420Z.sigtar";

  @TempDir Path home;
  private Shell shell;
  private Path source;
  private Path archive;
  private String url;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one"));
    archive = home.resolve("archive");
    url = shell.url("archive");
  }

  private void backUpTwice(String... options) throws IOException {
    for (String verb : List.of("full", "incremental")) {
      var words = new ArrayList<>(List.of(verb, source.toString(), url));
      words.addAll(List.of(options));
      var said = shell.run(words);
      assertThat(said.exit()).as(said.errors()).isZero();
      shell.now = shell.now.plusSeconds(60);
      Files.writeString(source.resolve("b.txt"), "two");
    }
  }

  private void lose(String name) throws IOException {
    Files.delete(archive.resolve(name));
  }

  private void onAnotherHost() {
    shell.environment.put("XDG_CACHE_HOME", home.resolve("another-cache").toString());
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(archive)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void it_is_told_first_and_done_with_force() throws Exception {
    backUpTwice("--no-encryption");
    var before = files();
    lose(FULL + ".manifest");
    lose(SIGNATURES + ".gz");
    onAnotherHost();

    var told = shell.run("repair", url);
    assertThat(told.exit()).as(told.errors()).isZero();
    assertThat(told.output())
        .contains("The manifest of the full 20231114T221320Z can be rebuilt from 1 volume (")
        .contains(
            "The signatures of the increment 20231114T221320Z to 20231114T221420Z can be rebuilt"
                + " from 2 volumes (")
        .endsWith(
            "Rerun command with --force option to actually rebuild. Nothing is overwritten or"
                + " deleted by that.\n");
    assertThat(files()).doesNotContain(FULL + ".manifest");

    var done = shell.run("repair", "--force", "--no-encryption", url);
    assertThat(done.exit()).as(done.errors()).isZero();
    assertThat(done.output())
        .contains("Rebuilt the manifest of the full 20231114T221320Z: " + FULL + ".manifest")
        .endsWith("2 files rebuilt.\n");
    assertThat(files()).isEqualTo(before);
    assertThat(shell.run("status", url).exit()).isZero();
    assertThat(shell.run("verify", "--compare-data", url, source.toString()).exit()).isOne();
    assertThat(shell.run("repair", url).output())
        .contains("No manifest and no signatures lack that could be rebuilt.");
  }

  @Test
  void with_dry_run_force_does_nothing() throws Exception {
    backUpTwice("--no-encryption");
    lose(FULL + ".manifest");

    var said = shell.run("repair", "--force", "--dry-run", url);

    assertThat(said.exit()).isZero();
    assertThat(said.output()).endsWith("Dry run: nothing was rebuilt.\n");
    assertThat(archive.resolve(FULL + ".manifest")).doesNotExist();
  }

  @Test
  void what_cannot_be_repaired_is_told_with_the_reason() throws Exception {
    backUpTwice("--no-encryption");
    lose(FULL + ".manifest");
    lose("duplicity-full-signatures.20231114T221320Z.sigtar.gz");

    var said = shell.run("repair", url);

    assertThat(said.exit()).isZero();
    assertThat(said.errors())
        .isEqualTo(
            "Warning: The manifest of the full 20231114T221320Z cannot be rebuilt: its"
                + " signatures are not there either, so that nobody can know whether volumes lack at"
                + " its end: an interrupted run looks like that.\n");
  }

  @Test
  void what_turns_out_to_be_damaged_ends_with_its_exit_code() throws Exception {
    backUpTwice("--no-encryption");
    lose(INCREMENT + ".manifest");
    Files.write(archive.resolve(INCREMENT + ".vol1.difftar.gz"), new byte[] {31, -117, 3});
    onAnotherHost();

    var said = shell.run("repair", "--force", url);

    assertThat(said.exit()).isEqualTo(31);
    assertThat(said.errors())
        .contains("cannot open " + INCREMENT + ".vol1.difftar.gz")
        .endsWith("1 file could not be rebuilt; the warnings above say why\n");
  }

  @Test
  void an_archive_with_a_passphrase_gets_it_back_with_the_passphrase() throws Exception {
    shell.environment.put("PASSPHRASE", "secret");
    backUpTwice();
    lose(INCREMENT + ".manifest.gpg");
    lose("duplicity-full-signatures.20231114T221320Z.sigtar.gpg");
    onAnotherHost();

    assertThat(shell.run("repair", "--force", url).lines()).contains("2 files rebuilt.");
    assertThat(shell.run("status", url).exit()).isZero();
    assertThat(shell.run("restore", url, home + "/restored").exit()).isZero();

    lose(INCREMENT + ".manifest.gpg");
    shell.environment.put("PASSPHRASE", "mistyped");
    shell.environment.put("XDG_CACHE_HOME", home.resolve("third-cache").toString());
    var said = shell.run("repair", "--force", url);
    assertThat(said.exit()).as(said.errors()).isEqualTo(31);
  }

  /// A host that is broken into cannot read its archive; what its cache has it can bring back.
  @Test
  void a_host_with_public_keys_only_repairs_from_its_cache() throws Exception {
    String toKey = "--encrypt-key=" + Fixtures.ROOT.resolve("keys/rsa.pub.asc");
    backUpTwice(toKey);
    lose(INCREMENT + ".manifest.gpg");
    lose("duplicity-full-signatures.20231114T221320Z.sigtar.gpg");

    shell.environment.put("PASSPHRASE", "secret");
    var withPassphrase = shell.run("repair", "--force", url);
    assertThat(withPassphrase.exit()).isEqualTo(31);
    assertThat(withPassphrase.errors()).contains("name them with --encrypt-key, as in the backup");
    shell.environment.remove("PASSPHRASE");

    assertThat(shell.run("repair", "--force", toKey, url).lines())
        .contains("The local cache still has the signatures of the full 20231114T221320Z.")
        .contains("2 files rebuilt.");
    assertThat(shell.run("status", url).exit()).isZero();

    lose(INCREMENT + ".manifest.gpg");
    onAnotherHost();
    var without = shell.run("repair", "--force", toKey, url);
    assertThat(without.exit()).isEqualTo(31);
    assertThat(without.errors())
        .contains("none of the secret keys at hand is among the recipients");
  }

  @Test
  void nothing_is_stored_less_protected_than_the_set_is() throws Exception {
    shell.environment.put("PASSPHRASE", "secret");
    backUpTwice();
    lose(INCREMENT + ".manifest.gpg");

    var said = shell.run("repair", "--force", "--no-encryption", url);

    assertThat(said.exit()).isEqualTo(31);
    assertThat(said.errors()).contains("is encrypted, and what is rebuilt would not be");
    assertThat(files()).noneMatch(name -> name.startsWith(INCREMENT + ".manifest"));
  }
}
