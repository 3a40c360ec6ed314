package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.keepwatch.agent.storage.FileTags;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.Tagging;
import dev.keepwatch.agent.storage.s3.S3MockServer;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `tag`, on a server in the process.
@ExtendWith(TestCredentials.class)
class TagCommandTest {

  private static final String BUCKET = "keepwatch-tag";

  @TempDir Path home;
  private Shell shell;
  private String source;
  private String url;
  private Storage storage;

  @BeforeEach
  void sitDown() throws Exception {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one")).toString();
    String folder = home.getFileName().toString();
    url = "s3://" + BUCKET + "/" + folder;
    storage = S3MockServer.archive(BUCKET, folder);
  }

  @AfterEach
  void standUp() {
    storage.close();
  }

  private Shell.Said run(int exit, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--s3-endpoint-url=" + S3MockServer.endpoint());
    var said = shell.run(all);
    assertThat(said.exit()).as("%s%s", said.output(), said.errors()).isEqualTo(exit);
    return said;
  }

  /// Makes an archive whose objects have only the tags that somebody else has given them.
  private List<String> untagged(String... options) throws IOException {
    var words = new ArrayList<>(List.of("full", "--no-encryption", source, url));
    words.addAll(List.of(options));
    run(0, words.toArray(String[]::new));
    var names = new ArrayList<String>();
    storage.list(file -> names.add(file.name()));
    for (String name : names) {
      tagging().replace(name, new FileTags(Map.of("cost", "backup")));
    }
    assertThat(names).hasSize(3);
    return names;
  }

  private Tagging tagging() {
    return storage.tagging().orElseThrow();
  }

  private Set<Map<String, String>> tags(List<String> names) throws IOException {
    var tags = new HashSet<Map<String, String>>();
    for (String name : names) {
      tags.add(tagging().look(name).values());
    }
    return tags;
  }

  private static Map<String, String> tag(String role) {
    return Map.of("cost", "backup", "keepwatch", role);
  }

  @Test
  void objects_get_the_tag_of_their_role_keep_others_and_a_second_run_changes_nothing()
      throws Exception {
    var names = untagged();

    var dry = run(0, "tag", "--dry-run", url);
    assertThat(dry.output())
        .contains("vol1.difftar.gz would get the tag keepwatch=volume.")
        .endsWith(
            "Dry run: nothing was changed. 3 files would be tagged; 0 had the right tag before.\n");
    assertThat(tags(names)).containsExactly(Map.of("cost", "backup"));

    assertThat(run(0, "tag", url).output())
        .endsWith("3 files tagged; 0 had the right tag before.\n");
    assertThat(tags(names))
        .containsExactlyInAnyOrder(tag("volume"), tag("manifest"), tag("signatures"));
    assertThat(run(0, "tag", url).output())
        .endsWith("0 files tagged; 3 had the right tag before.\n");
  }

  @Test
  void what_keepwatch_wrote_has_the_right_tags() {
    run(0, "full", "--no-encryption", source, url);

    assertThat(run(0, "tag", url, "-v", "info").output())
        .contains("vol1.difftar.gz has the right tag.")
        .endsWith("0 files tagged; 3 had the right tag before.\n");
  }

  @Test
  void names_behind_prefixes_are_found_where_they_are_told() throws Exception {
    var names = untagged("--file-prefix=web01-", "--file-prefix-manifest=m-");

    assertThat(run(0, "tag", url).output())
        .endsWith(
            "There is no file of a backup, and 3 files with other names. If names begin with"
                + " something of their own there, say so with --file-prefix.\n");
    assertThat(tags(names)).containsExactly(Map.of("cost", "backup"));

    run(0, "tag", url, "--file-prefix=web01-", "--file-prefix-manifest=m-");
    assertThat(tags(names))
        .containsExactlyInAnyOrder(tag("volume"), tag("manifest"), tag("signatures"));
  }

  @Test
  void a_directory_has_no_tags() throws Exception {
    shell.run("full", "--no-encryption", source, shell.url("archive"));

    var said = run(2, "tag", shell.url("archive"));

    assertThat(said.errors())
        .isEqualTo(
            "keepwatch: files in a directory have no tags, and need none: tag is for archives in a"
                + " bucket (s3://bucket/folder), whose rules go by them\n");
  }

  @Test
  void what_means_nothing_here_is_refused() {
    assertThat(run(2, "tag", "--force", url).errors())
        .contains("--force means nothing to the command tag");
    assertThat(run(2, "tag", url, source).errors()).contains("write: keepwatch tag URL");
  }

  /// A server that lists three volumes and has one answer to all else.
  private Shell.Said runOnServer(int exit, int status, String code) throws IOException {
    var entries = new StringBuilder();
    for (int i = 1; i <= 3; i++) {
      entries.append(
          """
          <Contents><Key>web01/duplicity-full.20260101T000000Z.vol%d.difftar.gpg</Key>
          <Size>1</Size><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>\
          """
              .formatted(i));
    }
    String list =
        "<ListBucketResult>%s<IsTruncated>false</IsTruncated></ListBucketResult>"
            .formatted(entries);
    String refusal = "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean listing = exchange.getRequestURI().getRawQuery().contains("list-type");
          byte[] body = (listing ? list : refusal).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(listing ? 200 : status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
      var said = shell.run("tag", "s3://acme/web01", "--s3-endpoint-url=" + endpoint);
      assertThat(said.exit()).as(said.errors()).isEqualTo(exit);
      return said;
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_server_without_tags_is_told_in_one_sentence() throws Exception {
    assertThat(runOnServer(33, 501, "NotImplemented").errors())
        .hasLineCount(1)
        .contains("the server does not know tags of objects (NotImplemented)");
  }

  @Test
  void every_object_that_is_denied_is_named_and_the_exit_code_is_that_of_the_denial()
      throws Exception {
    var said = runOnServer(51, 403, "AccessDenied");

    assertThat(said.errors().lines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("Warning: ") && line.contains(".vol2.difftar.gpg in s3:"))
        .last()
        .isEqualTo("keepwatch: 3 files could not be tagged, the warnings above say why");
    assertThat(said.errors()).contains("Grant s3:GetObjectTagging on arn:aws:s3:::acme/web01/*.");
  }
}
