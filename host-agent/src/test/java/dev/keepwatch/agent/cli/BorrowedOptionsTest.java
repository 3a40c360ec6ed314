package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Options that scripts for duplicity bring along, each by what it does.
class BorrowedOptionsTest {

  @TempDir Path home;
  private Shell shell;
  private Path source;
  private String url;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("d/b.txt", "b", "d/sub/c", "c", "top", "t"));
    url = shell.url("archive");
  }

  private Shell.Said run(String... words) {
    var said = shell.run(words);
    assertThat(said.exit()).as(said.errors()).isZero();
    return said;
  }

  private Shell.Said backup(String... options) {
    var words = Stream.concat(Stream.of(source.toString(), url), Stream.of(options)).toList();
    var said = shell.run(words);
    assertThat(said.exit()).as(said.errors()).isZero();
    shell.now = shell.now.plusSeconds(60);
    return said;
  }

  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(source.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(shell.now));
  }

  private List<String> stored() throws IOException {
    try (var files = Files.list(home.resolve("archive"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> restored(String... options) throws IOException {
    Path target = home.resolve("target");
    run(
        Stream.concat(Stream.of("restore", url, target.toString()), Stream.of(options))
            .toArray(String[]::new));
    try (var files = Files.walk(target)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> target.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void statistics_are_stored_beside_a_set_and_shown_again() throws Exception {
    var said = backup("--no-encryption", "--jsonstat", "--file-prefix-jsonstat=stat_");
    var shown = run("collection-status", "--jsonstat", "--file-prefix-jsonstat=stat_", url);

    assertThat(stored()).contains("stat_duplicity-full.20231114T221320Z.jsonstat.gz");
    assertThat(said.output()).contains("\"NewFiles\":6,", "\"action\":\"full\"");
    assertThat(shown.lines().get(1)).startsWith("{\"StartTime\":1700000000.000,");
    assertThat(shown.output()).contains("\"TotalDestinationSizeChange\":");
  }

  @Test
  void statistics_of_ours_are_understood_by_duplicity_3_and_its_are_shown_by_us() throws Exception {
    shell.environment.put("PASSPHRASE", "x");
    var duplicity = OutsideProgram.ofLaterDebian("duplicity", Map.of("PASSPHRASE", "x"));
    String cache = "--archive-dir=" + home.resolve("cache3");
    backup("--jsonstat");
    write("top", "more");
    duplicity
        .run("incr", cache, "--jsonstat", "--allow-source-mismatch", source.toString(), url)
        .succeeded();
    var ours = run("collection-status", "--jsonstat", url);
    var restored = duplicity.run("restore", cache, url, home + "/by3").succeeded();

    assertThat(stored()).anyMatch(name -> name.endsWith(".jsonstat.gpg"));
    assertThat(ours.output()).contains("\"skipped_inc\": false").contains("\"skipped_inc\":false");
    assertThat(restored.exit()).isZero();
    assertThat(home.resolve("by3/top")).hasContent("more");
  }

  @Test
  void an_increment_without_any_change_is_not_stored_if_somebody_wants_it_so() throws Exception {
    backup("--no-encryption");
    var before = stored();
    var skipped = backup("--no-encryption", "--skip-if-no-change", "--json");

    assertThat(stored()).isEqualTo(before);
    assertThat(skipped.output()).contains("\"skipped\":true");
    assertThat(skipped.errors()).contains("Nothing has changed, and nothing was stored.");

    write("top", "other");
    backup("--no-encryption", "--skip-if-no-change");
    assertThat(stored()).hasSize(before.size() + 3);
    backup("--no-encryption");
    assertThat(stored()).hasSize(before.size() + 6);
  }

  @Test
  void entries_come_back_under_other_names() throws Exception {
    backup("--no-encryption");

    assertThat(restored("--rename", "d/sub", "x/y", "--rename", "top", "d/top"))
        .containsExactly("d/b.txt", "d/top", "x/y/c");
  }

  @Test
  void a_rename_is_seen_from_the_part_that_is_restored_and_leads_nowhere_else() throws Exception {
    backup("--no-encryption");
    var outside = shell.run("restore", url, home + "/t2", "--rename", "top", "../../outside");

    assertThat(restored("-r", "d", "--rename", "b.txt", "z")).containsExactly("sub/c", "z");
    assertThat(outside.exit()).isEqualTo(2);
    assertThat(outside.errors()).contains("--rename: ").hasLineCount(1);
  }

  @Test
  void behind_a_damaged_volume_the_rest_comes_back_and_the_run_tells_what_is_lost()
      throws Exception {
    var random = new Random(7);
    for (String name : List.of("d/e", "d/f", "d/g", "d/h", "d/i", "d/j", "d/k")) {
      byte[] content = new byte[700_000];
      random.nextBytes(content);
      Files.write(source.resolve(name), content);
    }
    backup("--no-encryption", "--volsize=1");
    Path second = home.resolve("archive/duplicity-full.20231114T221320Z.vol2.difftar.gz");
    byte[] bytes = Files.readAllBytes(second);
    bytes[bytes.length / 2] ^= 1;
    Files.write(second, bytes);
    Path target = home.resolve("target");
    String[] words = {"restore", url, target.toString()};

    var strict = shell.run(words);
    var lenient =
        shell.run(
            Stream.concat(Stream.of(words), Stream.of("--ignore-errors", "--force")).toList());

    assertThat(strict.exit()).isEqualTo(21);
    assertThat(lenient.exit()).isEqualTo(1);
    assertThat(lenient.errors())
        .contains("volume 2 of the full 20231114T221320Z is lost, with what it held from '")
        .contains("cannot restore d/g");
    assertThat(target.resolve("d/e")).hasSameBinaryContentAs(source.resolve("d/e"));
    assertThat(target.resolve("top")).hasContent("t");
    Files.delete(second);
    var missing = shell.run("restore", url, home + "/t2", "--ignore-errors");
    assertThat(missing.exit()).isEqualTo(1);
    assertThat(missing.errors()).contains("volume 2 of the full", "is not there");
    assertThat(home.resolve("t2/top")).hasContent("t");
  }

  @Test
  void what_may_be_of_an_older_state_behind_a_lost_volume_is_named() throws Exception {
    backup("--no-encryption");
    write("top", "newer");
    backup("--no-encryption");
    try (var files = Files.list(home.resolve("archive"))) {
      for (Path file : files.filter(f -> f.toString().contains(".to.")).toList()) {
        if (file.toString().contains("difftar")) {
          Files.delete(file);
        }
      }
    }

    var said = shell.run("restore", url, home + "/target", "--ignore-errors");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.errors()).contains("top: it is in its place, but maybe in an older state");
  }

  @Test
  void the_list_of_changed_files_can_be_asked_for_and_left_out() throws Exception {
    backup("--no-encryption");
    write("top", "other");
    Files.delete(source.resolve("d/b.txt"));
    backup("--no-encryption");
    write("top", "third");
    backup("--no-encryption", "--no-files-changed");

    var newest = run("collection-status", "--show-changes-in-set", "0", url);
    var middle = run("collection-status", "--show-changes-in-set", "1", url);
    var file = run("collection-status", "--file-changed", "top", url);
    var none = shell.run("collection-status", "--show-changes-in-set", "3", url);

    assertThat(newest.output()).contains("Total number of changes: 0\n");
    assertThat(middle.output())
        .contains("Total number of changes: 2\n", "d/b.txt  Deleted\n", "top  Changed\n");
    assertThat(file.lines())
        .contains(
            "File: top",
            "Total number of backup: 2",
            "                Full         Tue Nov 14 22:13:20 2023                  New",
            "         Incremental         Tue Nov 14 22:14:20 2023              Changed");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.errors()).contains("there is no such set; of 3 sets the newest is 0");
  }

  @Test
  void blocks_of_signatures_have_a_longest_length() throws Exception {
    Files.write(source.resolve("top"), new byte[4_000_000]);
    backup("--no-encryption", "--max-blocksize=1000");

    Path signatures = home.resolve("archive/duplicity-full-signatures.20231114T221320Z.sigtar.gz");
    int blockLength = 0;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(signatures))) {
      byte[] all = in.readAllBytes();
      for (int i = 0; i + 12 <= all.length; i += 512) {
        if (ByteBuffer.wrap(all, i, 4).getInt() == 0x72730136) {
          blockLength = Math.max(blockLength, ByteBuffer.wrap(all, i + 4, 4).getInt());
        }
      }
    }

    assertThat(blockLength).isEqualTo(1024);
  }

  @Test
  void duplicity_goes_on_with_all_of_this() throws Exception {
    shell.environment.put("PASSPHRASE", "x");
    backup(
        "--jsonstat",
        "--max-blocksize=512",
        "--no-files-changed",
        "--gpg-options=--compress-algo=bzip2 --cipher-algo AES128 -z 3");
    write("top", "other");
    var duplicity = OutsideProgram.required("duplicity", Map.of("PASSPHRASE", "x"));
    String cache = "--archive-dir=" + home.resolve("cache8");
    duplicity.run("incr", cache, "--allow-source-mismatch", source.toString(), url).succeeded();
    duplicity.run("restore", cache, url, home + "/theirs").succeeded();

    assertThat(home.resolve("theirs/top")).hasContent("other");
    assertThat(restored()).containsExactly("d/b.txt", "d/sub/c", "top");
  }

  @Test
  void progress_is_told_to_somebody_who_asked_for_it() throws Exception {
    var log = home.resolve("log");
    backup("--no-encryption", "--progress", "--progress-rate=1", "-v5", "--log-file=" + log);

    assertThat(Files.readString(log)).contains("INFO 4 'd/b.txt'\n. A d/b.txt\n\n", "INFO 2 ");
  }
}
