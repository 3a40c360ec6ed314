package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.storage.s3.S3MockServer;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Command lines as guides on the web print them for duplicity, with the one word replaced. Names
/// of buckets, hosts and directories are this test's.
@ExtendWith(TestCredentials.class)
class WebGuideTest {

  private static final Path KEYS = Fixtures.ROOT.resolve("keys");

  @TempDir Path home;
  private Shell shell;
  private Path data;
  private String key;

  @BeforeEach
  void sitDown() throws Exception {
    shell = new Shell(home);
    shell.environment.put("PASSPHRASE", "");
    shell.environment.put("AWS_ENDPOINT_URL_S3", S3MockServer.endpoint().toString());
    shell.now = Instant.parse("2022-05-16T10:00:00Z");
    data =
        shell.tree("data", Map.of("a/b.bson", "one", "a/c.bson", "x".repeat(70_000), "d", "two"));
    key = Files.readString(KEYS.resolve("rsa.fpr")).strip();
    Path keys = Files.createDirectories(home.resolve(".config/keepwatch/keys"));
    Files.copy(KEYS.resolve("rsa.TESTONLY-secret.gpg"), keys.resolve("rsa.gpg"));
  }

  private static void makeBucket(String name) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create(S3MockServer.endpoint() + "/" + name + "/");
      var request = HttpRequest.newBuilder(uri).PUT(BodyPublishers.noBody()).build();
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  /// What a shell would make of a line.
  private List<String> words(String line) throws UsageException {
    return ShellWords.split(
        line.replace("TestCredentials.KEY", key)
            .replace("DATA", data.toString())
            .replace("CACHE", home.resolve("cache").toString())
            .replace("HOME", home.toString()));
  }

  private Shell.Said keepwatch(String line) throws UsageException {
    var said = shell.run(words(line));
    assertThat(said.exit()).as("%s: %s", line, said.errors()).isZero();
    return said;
  }

  private void pass(String time) {
    shell.now = Instant.parse(time);
  }

  /// A file that is written now, as this test's clock says.
  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(home.resolve(name), text);
    Files.setLastModifiedTime(file, FileTime.from(shell.now));
  }

  /// Every file below a directory, by its path.
  private static Map<String, String> content(Path directory) throws IOException {
    var content = new TreeMap<String, String>();
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(directory.relativize(file).toString(), Files.readString(file));
      }
    }
    return content;
  }

  @Test
  void a_guide_with_old_s3_flags_and_one_archive_for_each_host() throws Exception {
    makeBucket("guide-one");
    String common =
        "--s3-european-buckets --s3-use-new-style --encrypt-key TestCredentials.KEY --asynchronous-upload"
            + " -v 4 --archive-dir=CACHE";
    String url = "\"s3+http://guide-one/trtest/host/data\"";
    keepwatch(common + " full DATA " + url);
    pass("2022-05-17T10:00:00Z");
    write("data/d", "three");
    keepwatch(common + " incr --full-if-older-than 14D DATA " + url);

    var listed = keepwatch("--archive-dir=CACHE list-current-files " + url);
    keepwatch("--archive-dir=CACHE restore " + url + " HOME/restored");
    keepwatch("--archive-dir=CACHE restore --file-to-restore a/b.bson " + url + " HOME/out/b.bson");

    assertThat(listed.output()).contains(" a/b.bson\n", " d\n");
    assertThat(content(home.resolve("restored"))).isEqualTo(content(data));
    assertThat(home.resolve("out/b.bson")).hasContent("one");
  }

  @Test
  void a_guide_for_a_whole_machine_with_bzip2_and_a_look_into_the_past() throws Exception {
    makeBucket("guide-two");
    shell.tree("home", Map.of("ann/letter", "dear"));
    shell.tree("root", Map.of("notes", "todo"));
    String backup =
        "--gpg-options='--compress-algo=bzip2 --bzip2-compress-level=9' --s3-use-ia"
            + " --encrypt-key TestCredentials.KEY --full-if-older-than 1M --include HOME/home --include HOME/root"
            + " --exclude '**' / boto3+s3://guide-two/";
    keepwatch(backup);
    var first = content(home.resolve("home"));
    pass("2022-05-19T10:00:00Z");
    write("home/ann/letter", "dear all");
    write("home/ann/reply", "hello");
    keepwatch(backup);
    var second = content(home.resolve("home"));
    pass("2022-05-22T10:00:00Z");

    var listed = keepwatch("list-current-files --time 2D boto3+s3://guide-two/");
    keepwatch("restore --time 2022-05-18 boto3+s3://guide-two/ HOME/at-a-date");
    keepwatch("restore -t 4D boto3+s3://guide-two/ HOME/days-ago");
    keepwatch("restore boto3+s3://guide-two/ HOME/now");
    pass("2022-07-20T10:00:00Z");
    keepwatch(backup);
    pass("2022-07-21T10:00:00Z");
    var removed = keepwatch("remove-older-than 2M boto3+s3://guide-two/ --force");
    var left = keepwatch("list-current-files boto3+s3://guide-two/");

    String below = home.toString().substring(1) + "/home";
    assertThat(listed.output()).contains(below + "/ann/reply\n").doesNotContain("/etc");
    assertThat(content(home.resolve("at-a-date/" + below))).isEqualTo(first);
    assertThat(content(home.resolve("days-ago/" + below))).isEqualTo(first);
    assertThat(content(home.resolve("now/" + below))).isEqualTo(second);
    assertThat(removed.output()).contains("Deleted the full 20220516T100000Z");
    assertThat(left.output()).contains(below + "/ann/reply\n");
    assertThat(
            shell.run(words("list-current-files --time 2022-05-18 boto3+s3://guide-two/")).exit())
        .isEqualTo(4);
  }

  @Test
  void a_guide_with_a_signature_and_a_log_file() throws Exception {
    makeBucket("guide-three");
    String backup =
        "--verbosity notice --s3-use-new-style --encrypt-key=TestCredentials.KEY --sign-key=TestCredentials.KEY"
            + " --full-if-older-than 7D --asynchronous-upload --volsize=100 --log-file HOME/log"
            + " DATA s3+http://guide-three/";
    keepwatch(backup);
    pass("2022-05-17T10:00:00Z");
    write("data/new", "new");
    keepwatch(backup);

    keepwatch("--sign-key=TestCredentials.KEY s3+http://guide-three/ HOME/restored");

    assertThat(content(home.resolve("restored"))).isEqualTo(content(data));
    assertThat(Files.readString(home.resolve("log"))).contains("NOTICE 1\n", ". Errors 0\n");
  }

  @Test
  void a_guide_with_one_key_for_both_and_some_old_flags() throws Exception {
    makeBucket("guide-four");
    keepwatch(
        "--full-if-older-than 1M --encrypt-sign-key TestCredentials.KEY --s3-use-new-style --s3-use-ia"
            + " --s3-use-multiprocessing --include DATA/a --exclude DATA/d --include DATA/d"
            + " --exclude '**' DATA s3+http://guide-four/x");
    keepwatch("restore s3+http://guide-four/x HOME/restored");
    for (int month = 6; month <= 8; month++) {
      pass("2022-0" + month + "-20T10:00:00Z");
      keepwatch("full --encrypt-sign-key TestCredentials.KEY DATA s3+http://guide-four/x");
    }
    keepwatch("remove-all-but-n-full 3 --force s3+http://guide-four/x");

    assertThat(keepwatch("status s3+http://guide-four/x").output())
        .contains("Number of contained backup sets: 1")
        .contains("Jun 20")
        .doesNotContain("May 15");
    assertThat(content(home.resolve("restored/a"))).isEqualTo(content(data.resolve("a")));
    assertThat(home.resolve("restored/d")).doesNotExist();
  }

  @Test
  void a_guide_with_prefixes_and_the_server_in_the_url() throws Exception {
    makeBucket("guide-five");
    String url = "s3://s3-eu-west-1.amazonaws.com/guide-five/_folder";
    String prefixes =
        "--file-prefix-manifest manifest_ --file-prefix-archive archive_"
            + " --file-prefix-signature signature_ ";
    var said =
        keepwatch("--encrypt-key TestCredentials.KEY --volsize 25 " + prefixes + "DATA " + url);
    pass("2022-05-17T10:00:00Z");
    Files.delete(data.resolve("d"));
    keepwatch("--encrypt-key TestCredentials.KEY --volsize 25 " + prefixes + "DATA " + url);
    keepwatch(prefixes + url + " HOME/restored");
    var status = keepwatch(prefixes + "collection-status s3://guide-five/_folder");

    assertThat(said.output()).contains("The URL names the server s3-eu-west-1.amazonaws.com");
    assertThat(content(home.resolve("restored"))).isEqualTo(content(data));
    assertThat(status.output()).contains("Number of contained backup sets: 2");
  }
}
