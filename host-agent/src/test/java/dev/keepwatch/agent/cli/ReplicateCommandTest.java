package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicateCommandTest {

  private static final Path KEYS = Fixtures.ROOT.resolve("keys");
  private static final String PUBLIC = KEYS.resolve("rsa.pub.asc").toString();
  private static final String FULL = "duplicity-full.20231114T221320Z";
  private static final String INCREMENT = "duplicity-inc.20231114T221320Z.to.20231115T221320Z";

  @TempDir Path home;
  private Shell shell;
  private Path source;
  private String url;
  private String copy;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one", "b.txt", "two"));
    url = shell.url("archive");
    copy = shell.url("copy");
  }

  /// Two states, a day apart.
  private void backUp(String... options) throws IOException {
    backUpOnce(options);
    Files.writeString(source.resolve("a.txt"), "one and more");
    Files.setLastModifiedTime(source.resolve("a.txt"), FileTime.from(Shell.T0));
    shell.now = Shell.T0.plusSeconds(86_400);
    backUpOnce(options);
    shell.now = Shell.T0.plusSeconds(2 * 86_400);
  }

  private void backUpOnce(String... options) {
    var all = new ArrayList<>(List.of(source.toString(), url));
    all.addAll(List.of(options));
    var said = shell.run(all);
    assertThat(said.exit()).as(said.errors()).isZero();
  }

  private Shell.Said replicate(String... options) {
    var all = new ArrayList<>(List.of("replicate", url, copy));
    all.addAll(List.of(options));
    return shell.run(all);
  }

  private static Set<String> names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private void assertRestored(String... options) throws IOException {
    Path target = shell.file("target-" + names(home).size());
    var all = new ArrayList<>(List.of("restore", copy, target.toString()));
    all.addAll(List.of(options));
    var said = shell.run(all);
    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(target.resolve("a.txt")).hasContent("one and more");
  }

  @Test
  void what_is_wrapped_the_same_way_is_copied_byte_for_byte() throws Exception {
    backUp("--no-encryption");

    var said = replicate("--no-encryption");

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.output())
        .contains("Replicating the full 20231114T221320Z (1 volume).")
        .contains("Replicated 2 backup sets (6 files, ")
        .contains("; 0 were there already.");
    assertThat(names(shell.file("copy"))).isEqualTo(names(shell.file("archive")));
    for (String name : names(shell.file("archive"))) {
      assertThat(shell.file("copy/" + name)).hasSameBinaryContentAs(shell.file("archive/" + name));
    }
    assertRestored();
    assertThat(replicate("--no-encryption").output()).contains("; 2 were there already.");
  }

  @Test
  void what_is_not_encrypted_is_encrypted_unless_it_is_said_otherwise() throws Exception {
    backUp("--no-encryption");
    shell.environment.put("PASSPHRASE", "open sesame");

    var said = replicate();

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(names(shell.file("copy"))).hasSize(6).allMatch(name -> name.endsWith(".gpg"));
    assertRestored();
    shell.environment.remove("PASSPHRASE");
    assertThat(shell.run("restore", copy, home + "/none", "--archive-dir", home + "/c2").exit())
        .isEqualTo(31);
  }

  @Test
  void the_copy_knows_its_host_directory_and_files_and_goes_on_as_an_archive() throws Exception {
    backUp("--no-encryption");
    replicate("--no-encryption", "--no-compression");

    String before = Files.readString(shell.file("archive/" + FULL + ".manifest"));
    String after = Files.readString(shell.file("copy/" + FULL + ".manifest"));
    assertThat(after.replaceAll("SHA1 .*", "")).isEqualTo(before.replaceAll("SHA1 .*", ""));
    assertThat(after).isNotEqualTo(before).contains("Hostname web01", "Filelist 2");
    assertThat(names(shell.file("copy"))).contains(FULL + ".vol1.difftar");

    var increment =
        shell.run("incremental", source.toString(), copy, "--no-encryption", "--no-compression");
    assertThat(increment.exit()).as(increment.errors()).isZero();
  }

  @Test
  void encrypted_files_are_copied_without_any_key_and_that_is_told() throws Exception {
    backUp("--encrypt-key", PUBLIC);

    var said = replicate();

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.errors())
        .contains(
            "There is no key for the manifest of the full 20231114T221320Z: its files are"
                + " copied without looking whether they are sound.");
    for (String name : names(shell.file("archive"))) {
      assertThat(shell.file("copy/" + name)).hasSameBinaryContentAs(shell.file("archive/" + name));
    }
    assertRestored("--keyring", KEYS.toString());
  }

  @Test
  void named_keys_seal_anew_what_is_encrypted() throws Exception {
    backUp("--encrypt-key", PUBLIC);
    String other = KEYS.resolve("ecc-enc.pub.asc").toString();

    var noKey = replicate("--encrypt-key", other);
    var said = replicate("--encrypt-key", other, "--keyring", KEYS.toString());

    assertThat(noKey.exit()).isEqualTo(31);
    assertThat(said.exit()).as(said.errors()).isZero();
    Path eccOnly = Files.createDirectory(shell.file("ecc"));
    Files.copy(KEYS.resolve("ecc-enc.TESTONLY-secret.gpg"), eccOnly.resolve("ecc.gpg"));
    assertRestored("--keyring", eccOnly.toString());
  }

  @Test
  void what_is_encrypted_anew_cannot_be_completed_and_says_what_to_do() throws Exception {
    backUp("--no-encryption");
    shell.environment.put("PASSPHRASE", "open sesame");
    assertThat(replicate().exit()).isZero();
    Files.delete(shell.file("copy/" + INCREMENT + ".manifest.gpg"));

    var said = replicate();

    assertThat(said.exit()).isEqualTo(54);
    assertThat(said.errors())
        .contains("cannot copy the increment 20231114T221320Z to 20231115T221320Z")
        .contains("Delete its files there, and run again")
        .hasLineCount(1);
  }

  @Test
  void only_sets_from_before_a_time_are_copied() throws Exception {
    backUp("--no-encryption");

    var none = replicate("--no-encryption", "--time", "20231114T221320Z");
    var one = replicate("--no-encryption", "--time", "20231115T221320Z");

    assertThat(none.output()).contains("Replicated 0 backup sets");
    assertThat(one.output()).contains("Replicated 1 backup sets");
    assertThat(names(shell.file("copy"))).hasSize(3);
  }

  @Test
  void a_dry_run_copies_nothing() throws Exception {
    backUp("--no-encryption");

    var said = replicate("--no-encryption", "--dry-run");

    assertThat(said.output()).contains("Replicating the full", "Dry run: nothing was copied.");
    assertThat(shell.file("copy")).doesNotExist();
  }

  @Test
  void prefixes_hold_for_both_and_the_copy_may_have_its_own() throws Exception {
    backUp("--no-encryption", "--file-prefix", "old_");

    assertThat(replicate("--no-encryption", "--file-prefix", "old_").exit()).isZero();
    assertThat(names(shell.file("copy"))).hasSize(6).allMatch(name -> name.startsWith("old_"));
    var own = replicate("--no-encryption", "--file-prefix", "old_", "--target-file-prefix", "new_");

    assertThat(own.exit()).as(own.errors()).isZero();
    assertThat(names(shell.file("copy"))).hasSize(12);
    assertRestored("--file-prefix", "new_");
  }

  @Test
  void a_damaged_source_ends_with_the_code_of_the_damage() throws Exception {
    backUp("--no-encryption");
    Files.write(shell.file("archive/" + INCREMENT + ".vol1.difftar.gz"), new byte[] {1});

    var said = replicate("--no-encryption");

    assertThat(said.exit()).isEqualTo(21);
    assertThat(said.errors())
        .contains(INCREMENT + ".vol1.difftar.gz is not the file that was stored")
        .contains("the source is damaged in 1 place;");
    assertThat(names(shell.file("copy"))).hasSize(3);
  }

  @Test
  void an_archive_is_not_copied_onto_itself() throws Exception {
    var same = shell.run("replicate", url, url);
    var path = shell.run("replicate", url, "/somewhere");

    assertThat(same.exit()).isEqualTo(2);
    assertThat(same.errors()).contains("are the same archive").hasLineCount(1);
    assertThat(path.exit()).isEqualTo(2);
    assertThat(path.errors()).contains("write: keepwatch replicate SOURCE_URL TARGET_URL");
  }

  @Test
  void duplicity_goes_on_with_the_copy() throws Exception {
    backUp("--no-encryption");
    replicate("--no-encryption", "--no-compression");
    var duplicity =
        OutsideProgram.required("duplicity", Map.of("TZ", "UTC", "HOME", home.toString()));

    duplicity
        .run("incremental", "--no-encryption", "--allow-source-mismatch", source.toString(), copy)
        .succeeded();
    duplicity.run("restore", "--no-encryption", copy, shell.file("theirs").toString()).succeeded();

    assertThat(shell.file("theirs/a.txt")).hasContent("one and more");
  }
}
