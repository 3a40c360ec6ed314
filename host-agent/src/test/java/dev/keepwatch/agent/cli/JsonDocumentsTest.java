package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.storage.s3.ColdServer;
import dev.keepwatch.agent.storage.s3.S3MockServer;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What `--json` writes, and that docs/JSON.md shows it as it is: the same names in the same order.
@ExtendWith(TestCredentials.class)
class JsonDocumentsTest {

  @TempDir Path home;
  private Shell shell;
  private Path source;
  private String url;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one"));
    url = shell.url("archive");
  }

  private Shell.Said json(int exit, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--json");
    var said = shell.run(all);
    assertThat(said.exit()).as(said.errors()).isEqualTo(exit);
    return said;
  }

  /// Names and punctuation, without the values.
  private static List<String> names(String json) {
    return Pattern.compile("\"([A-Za-z0-9]+)\":|[\\[\\]{}]")
        .matcher(json.replaceAll(":\\s*\"(?:[^\"\\\\]|\\\\.)*\"", ":0"))
        .results()
        .map(found -> found.group(1) == null ? found.group() : found.group(1))
        .toList();
  }

  /// The example of a kind in the manual.
  private static String example(String kind) throws IOException {
    return Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("../docs/JSON.md")))
        .results()
        .map(found -> found.group(1))
        .filter(text -> text.contains("\"kind\":\"" + kind + "\""))
        .findFirst()
        .orElseThrow(() -> new AssertionError("docs/JSON.md has no example of " + kind));
  }

  static void assertShown(String kind, String document) throws IOException {
    assertThat(document).startsWith("{\"schema\":1,\"kind\":\"" + kind + "\",").hasLineCount(1);
    assertThat(names(example(kind))).as("%s is %s", kind, document).isEqualTo(names(document));
  }

  @Test
  void a_backup_is_one_document_and_what_is_said_goes_elsewhere() throws Exception {
    var said = json(0, "full", "--no-encryption", source.toString(), url);

    assertShown("backup", said.output());
    assertThat(said.output()).contains("\"newFiles\":2,", "\"archive\":\"" + url + "\"");
    assertThat(said.errors()).contains("Last full backup date: none");
  }

  @Test
  void an_entry_is_a_line_and_a_name_that_is_no_text_comes_as_bytes_too() throws Exception {
    shell.run("full", "--no-encryption", source.toString(), url);
    var lines = json(0, "list-current-files", url).lines();
    assertThat(lines).hasSize(2);
    assertShown("entry", lines.get(1));

    byte[] name = "b\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    var link = PathBytes.toPath(source, name);
    Files.createSymbolicLink(link, Path.of("target"));
    shell.now = shell.now.plusSeconds(60);
    shell.run("incr", "--no-encryption", source.toString(), url);
    String line = json(0, "list", url).lines().get(2);

    assertThat(line)
        .contains("\"path\":\"b\\ufffd\"")
        .contains("\"pathBase64\":\"" + Base64.getEncoder().encodeToString(name) + "\"")
        .contains("\"type\":\"link\"", "\"linkTarget\":\"target\"");
  }

  @Test
  void the_state_of_an_archive_is_one_document() throws Exception {
    shell.run("full", "--no-encryption", source.toString(), url);
    shell.now = shell.now.plusSeconds(60);
    shell.run("incr", "--no-encryption", source.toString(), url);
    Files.delete(home.resolve("archive/duplicity-full.20231114T221320Z.vol1.difftar.gz"));

    var said = json(1, "collection-status", url);

    assertShown("status", said.output());
    assertThat(said.output()).contains("\"whole\":false,\"newestWhole\":null");
  }

  @Test
  void changes_of_files_are_one_document() throws Exception {
    shell.run("full", "--no-encryption", source.toString(), url);

    assertShown("changes", json(0, "status", "--file-changed", "a.txt", url).output());
    assertShown("changes", json(0, "status", "--show-changes-in-set=0", url).output());
  }

  @Test
  void a_verification_is_one_document() throws Exception {
    shell.run("full", "--no-encryption", source.toString(), url);
    Files.writeString(source.resolve("a.txt"), "two");
    Files.setLastModifiedTime(source.resolve("a.txt"), FileTime.fromMillis(0));

    var said = json(1, "verify", url, source.toString());

    assertShown("verify", said.output());
    assertThat(said.output()).contains("\"well\":false", "\"in\":\"time\"");
  }

  @Test
  void a_removal_and_a_replication_are_one_document_each() throws Exception {
    shell.run("full", "--no-encryption", source.toString(), url);
    shell.now = shell.now.plusSeconds(60);
    shell.run("full", "--no-encryption", source.toString(), url);

    var copied = json(0, "replicate", "--no-encryption", url, shell.url("copy"));
    assertShown("replication", copied.output());
    assertThat(copied.output()).contains("\"sets\":2,");
    var removed = json(0, "remove-all-but-n-full", "1", "--force", url);
    assertShown("removal", removed.output());
    assertThat(removed.output()).contains("\"deleted\":true", "\"deletedFiles\":3,");
  }

  @Test
  void a_cleanup_is_one_document() throws Exception {
    shell.run("full", "--no-encryption", source.toString(), url);
    Path archive = home.resolve("archive");
    for (String set : List.of("20230101T000000Z", "20240101T000000Z")) {
      Path left = archive.resolve("duplicity-full." + set + ".vol1.difftar.gz");
      Files.createFile(left);
      Files.setLastModifiedTime(left, FileTime.fromMillis(0));
    }

    assertShown("cleanup", json(0, "cleanup", url).output());
  }

  @Test
  void a_repair_is_one_document() throws Exception {
    shell.run("full", "--no-encryption", source.toString(), url);
    Path archive = home.resolve("archive");
    Files.delete(archive.resolve("duplicity-full.20231114T221320Z.manifest"));
    Files.createFile(archive.resolve("duplicity-full.20230101T000000Z.vol1.difftar.gz"));
    Files.createFile(archive.resolve("duplicity-full.20230201T000000Z.vol1.difftar.gz"));
    Files.createFile(archive.resolve("duplicity-full-signatures.20230201T000000Z.sigtar.gz"));

    var said = json(6, "repair", "--force", url);

    assertShown("repair", said.output());
    assertThat(said.output())
        .contains(
            "\"repaired\":[{\"type\":\"full\",\"time\":\"2023-11-14T22:13:20Z\",\"part\":\"manifest\"}]")
        .contains("\"reason\":\"end-unknown\"");
  }

  @Test
  void a_restore_is_one_document() throws Exception {
    shell.run("full", "--no-encryption", source.toString(), url);
    shell.tree("target/a.txt", Map.of("in-the-way", ""));

    var said = json(1, "restore", "--force", url, home + "/target");

    assertShown("restore", said.output());
    assertThat(said.output())
        .contains("\"entries\":1,\"kept\":0,\"errors\":1,\"failed\":[{\"path\":\"a.txt\"");
  }

  @Test
  void an_error_is_a_document_too_and_a_sentence_elsewhere() throws Exception {
    Files.createDirectories(home.resolve("archive"));
    var empty = json(20, "restore", url, home + "/target");

    assertShown("error", empty.output());
    assertThat(empty.output())
        .contains("\"command\":\"restore\",\"exitCode\":20,\"reason\":\"NOTHING_TO_RESTORE\"");
    assertThat(empty.errors()).endsWith("keepwatch: there is no backup here\n");
    assertThat(json(2, "restore", "--nonsense").output())
        .contains("\"kind\":\"error\",\"command\":\"\",\"exitCode\":2,\"reason\":\"COMMAND_LINE\"");
  }

  @Test
  void a_plan_of_thawing_is_one_document() throws Exception {
    try (var server = new ColdServer()) {
      String endpoint = "--s3-endpoint-url=" + server.endpoint();
      json(0, "full", "--no-encryption", source.toString(), "s3://acme/web01", endpoint);
      server.move(".vol", "GLACIER");

      var said = json(0, "restore", "--thaw=plan", "s3://acme/web01", home + "/target", endpoint);

      assertShown("thaw-plan", said.output());
      assertThat(said.output())
          .contains("\"neededFiles\":1,\"frozen\":{\"files\":1,")
          .contains("\"classes\":[{\"class\":\"GLACIER\",\"files\":1,");
    }
  }

  @Test
  void a_tagging_is_one_document() throws Exception {
    try (var storage = S3MockServer.archive("keepwatch-json", "web01")) {
      String endpoint = "--s3-endpoint-url=" + S3MockServer.endpoint();
      String bucket = "s3://keepwatch-json/web01";
      json(0, "full", "--no-encryption", source.toString(), bucket, endpoint);
      assertThat(storage.tagging()).isPresent();

      var said = json(0, "tag", "--dry-run", bucket, endpoint);

      assertShown("tagging", said.output());
      assertThat(said.output()).contains("\"dryRun\":true,\"tagged\":0,\"right\":3,");
    }
  }

  @Test
  void jobs_are_one_document() throws Exception {
    Path config =
        Files.writeString(
            home.resolve("config.yaml"),
            """
            target: %s
            encryption: none
            jobs:
              - name: home
                source: %s
            """
                .formatted(shell.url("archives"), source));

    var said = json(0, "run", "--config", config.toString());

    assertShown("run", said.output());
  }
}
