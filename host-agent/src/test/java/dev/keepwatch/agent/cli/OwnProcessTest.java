package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OwnProcessTest extends OwnProcesses {

  private static String quoted(List<String> words) {
    return words.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  @Test
  void names_that_are_not_text_survive_the_locale_c() throws Exception {
    String name = "caf\u00e9-\u00ff"; // as ISO 8859-1, so no UTF-8
    String bytes = "caf\\351-\\377";
    var start = quoted(OwnProcess.command());
    String script =
        """
        set -e
        dir=%s/$(printf '%s'); mkdir "$dir"; echo one > "$dir/$(printf '\\376')"
        %s full --no-encryption "$dir" "file://$dir-archive"
        %s list "file://$dir-archive"
        %s restore -r "$(printf '\\376')" "file://$dir-archive" "$dir-restored"
        cat "$dir-restored"
        """
            .formatted(home, bytes, start, start, start);

    var outcome = run("sh", List.of("-c", "LC_ALL=C; export LC_ALL; " + script), Map.of());

    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    assertThat(new String(outcome.output(), ISO_8859_1))
        .contains(" \u00fe\n")
        .contains(name + "-restored.\n")
        .endsWith("one\n");
  }

  @Test
  void a_passphrase_that_is_not_ascii_is_the_one_that_gpg_knows_in_every_locale() throws Exception {
    var gpg = OutsideProgram.required("gpg");
    String start = quoted(OwnProcess.command("full", source.toString(), url));
    run("sh", List.of("-c", "LC_ALL=C " + start), Map.of("PASSPHRASE", "Tür")).succeeded();

    var manifest =
        gpg.runWithInput(
            "Tür".getBytes(UTF_8),
            "--batch",
            "--homedir",
            privately("g").toString(),
            "--pinentry-mode=loopback",
            "--passphrase-fd=0",
            "--decrypt",
            onlyFile("*.manifest.gpg").toString());

    assertThat(new String(manifest.output(), UTF_8)).startsWith("Hostname ");
    stopAgent("g");
  }

  @Test
  void a_key_that_only_gnupg_has_is_fetched_from_it() throws Exception {
    Path keys = Fixtures.ROOT.resolve("keys");
    var keyring = Map.of("GNUPGHOME", privately("g").toString());
    run("gpg", List.of("--batch", "--import", keys + "/rsa.TESTONLY-secret.gpg"), keyring)
        .succeeded();
    String fingerprint = Files.readString(keys.resolve("rsa.fpr")).strip();
    try {
      var full =
          OwnProcess.command("full", source.toString(), url, "--encrypt-sign-key", fingerprint);
      run("env", full, keyring).succeeded();
      var restore =
          OwnProcess.command("restore", url, home + "/target", "--archive-dir", home + "/c", "-v5");

      run("env", restore, keyring).succeeded();

      assertThat(home.resolve("target/a.txt")).hasContent("one");
    } finally {
      stopAgent("g");
    }
  }

  @Test
  void who_stops_reading_ends_the_listing_without_a_word() throws Exception {
    full();
    String list = quoted(OwnProcess.command("list", url));

    var outcome = run("sh", List.of("-c", list + " | true"), Map.of());

    assertThat(outcome.errors()).isEmpty();
  }

  private Path privately(String name) throws IOException {
    return Files.createDirectory(
        home.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private void stopAgent(String name) {
    OutsideProgram.required("gpgconf", Map.of("GNUPGHOME", home.resolve(name).toString()))
        .run("--kill", "gpg-agent");
  }

  private Path onlyFile(String glob) throws IOException {
    try (var files = Files.newDirectoryStream(home.resolve("archive"), glob)) {
      return files.iterator().next();
    }
  }

  @Test
  void programs_hear_on_a_descriptor_what_they_heard_from_duplicity() throws Exception {
    Path log = home.resolve("log");
    var words =
        OwnProcess.command("full", "--no-encryption", "--log-fd", "3", source.toString(), url);
    var backup = run("sh", List.of("-c", quoted(words) + " 3>'" + log + "'"), Map.of()).succeeded();
    String ofBackup = Files.readString(log);
    var list = OwnProcess.command("list-current-files", "--log-fd=3", url);
    run("sh", List.of("-c", quoted(list) + " 3>'" + log + "'"), Map.of()).succeeded();
    String ofList = Files.readString(log);
    var theirs = home.resolve("their-log");
    var duplicity =
        List.of(
            "duplicity",
            "list-current-files",
            "--archive-dir=" + home.resolve("their-cache"),
            "--log-fd=3",
            url);
    OutsideProgram.required("duplicity");
    run("sh", List.of("-c", quoted(duplicity) + " 3>'" + theirs + "'"), Map.of()).succeeded();

    assertThat(new String(backup.output(), UTF_8)).contains("SourceFiles 3");
    assertThat(ofBackup)
        .startsWith("NOTICE 1\n. Last full backup date: none\n\n")
        .contains("NOTICE 1\n. --------------[ Backup Statistics ]--------------\n")
        .endsWith(". -------------------------------------------------\n. \n\n");
    assertThat(entries(ofList)).isNotEmpty().isEqualTo(entries(Files.readString(theirs)));
  }

  /// The paragraphs about entries.
  private static List<String> entries(String log) {
    return List.of(log.split("\n\n")).stream()
        .filter(paragraph -> paragraph.startsWith("INFO 10 "))
        .map(String::strip)
        .toList();
  }

  /// The Java machine has its own libraries open under low numbers: what is only read must never be
  /// written to. This test has a file of its own for that, and a number that nobody has.
  @Test
  void a_descriptor_that_is_not_open_for_writing_is_told_and_left_alone() throws Exception {
    Path mine = Files.writeString(home.resolve("only-read"), "as it was");
    for (int number : new int[] {5, 7000}) {
      var words = OwnProcess.command("status", "--log-fd", Integer.toString(number), url);
      var outcome = run("sh", List.of("-c", quoted(words) + " 5<'" + mine + "'"), Map.of());

      assertThat(outcome.exit()).isEqualTo(2);
      assertThat(outcome.errors())
          .contains("--log-fd " + number + ": no file of this number is open to be written")
          .hasLineCount(1);
    }
    assertThat(mine).hasContent("as it was");
  }
}
