package dev.keepwatch.monitor;

import static dev.keepwatch.monitor.FolderBuilder.folder;
import static dev.keepwatch.monitor.Judging.NOW;
import static dev.keepwatch.monitor.Judging.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Folders and files with names that an enemy chose, all of them in trouble so that they are told.
class HostileNamesTest {

  private static final FolderBuilder LATE = folder().full("20260101T020000Z", 1);

  private static Mail mail(String folder, FolderBuilder files) {
    var listing = new MemoryListing().with("acme/" + folder, files);
    var inspection = new Inspection(listing, new DirectoryListing(), InstantSource.fixed(NOW));
    var targets = List.of(new Target.Bucket("acme", ""));
    return new MonitorReport(inspection.of(targets, List.of(), WEEK, ZoneOffset.UTC)).testMail();
  }

  private static Mail mail(String folder) {
    return mail(folder, LATE);
  }

  @Test
  void line_breaks_in_a_name_make_no_lines_and_no_headers() {
    var mail = mail("web01\r\nBcc: victim@example.org\r\n\r\nAll is well");

    assertThat(mail.text())
        .contains("web01{U+000D}{U+000A}Bcc: victim@example.org")
        .doesNotContain("\r")
        .doesNotContain("\nBcc:")
        .doesNotContain("\nAll is well");
    assertThat(mail.subject()).isEqualTo("Backup monitor results: acme");
  }

  @Test
  void markup_in_a_name_is_text() {
    var mail = mail("<img src=x onerror=\"alert('1')\">&amp;");

    assertThat(mail.html())
        .contains("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;")
        .doesNotContain("<img");
  }

  @Test
  void escape_sequences_and_changes_of_direction_are_spelled_out() {
    var mail = mail("\u001b[2Jweb\u202etxt\u0000\u2028\u00a0x");

    assertThat(mail.text())
        .contains("{U+001B}[2Jweb{U+202E}txt{U+0000}{U+2028}{U+00A0}x")
        .matches("[\\n -~]*");
  }

  @Test
  void a_name_does_not_become_a_link_to_elsewhere() {
    assertThat(mail("http://evil.example/login").text())
        .contains("s3://acme/http{U+003A}//evil.example/login")
        .doesNotContain("http://");
  }

  @Test
  void a_name_that_cannot_be_pasted_exactly_stands_in_no_command() {
    for (var name : List.of("a\nb", "x".repeat(300), "http://e")) {
      assertThat(mail(name).text())
          .as(name)
          .contains("keepwatch collection-status URL\n")
          .contains("is not safe to paste");
    }
  }

  @Test
  void a_name_with_shell_characters_is_quoted_in_commands() {
    assertThat(mail("x;rm -rf $HOME`id`'y").text())
        .contains("keepwatch collection-status 's3://acme/x;rm -rf $HOME`id`'\\''y'\n");
  }

  @Test
  void a_name_with_blanks_is_seen_to_end() {
    assertThat(mail("web01 is fine. Nothing to do").text())
        .contains("LATE \"s3://acme/web01 is fine. Nothing to do\"");
  }

  @Test
  void a_long_name_is_shortened_in_the_middle() {
    var text = mail("begin" + "x".repeat(1000) + "end").text();

    assertThat(text).contains("s3://acme/beginxxx").contains("xxxend").contains("…");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(260));
  }

  @Test
  void a_hostile_file_name_in_a_finding_is_shown_safely() {
    var files =
        folder()
            .unencrypted()
            .full("20260119T020000Z", 1)
            .file("<b>\n\u001b" + "y".repeat(900) + "duplicity-full.20260119T020000Z.manifest");

    var mail = mail("home", files);
    assertThat(mail.text().replaceAll("\\s+", " ")).contains("has the same part twice: <b>??yyy");
    assertThat(mail.html()).doesNotContain("<b>?").contains("&lt;b&gt;??");
    assertThat(mail.text().length()).isLessThan(2500);
  }

  @Test
  void whatever_a_name_holds_the_mail_is_made_of_visible_characters() {
    for (long seed = 1; seed <= 300; seed++) {
      var random = new Random(seed);
      var name = new StringBuilder("f");
      for (int i = 0; i < 20; i++) {
        name.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      }
      var mail = mail(name.toString().replace("/", "_"));

      assertThat(mail.text() + mail.html())
          .as("seed %d", seed)
          .matches("(?s)[\\n\\P{C}&&[^\\u2028\\u2029]]*");
      assertThat(HtmlWords.of(mail.html()))
          .as("seed %d", seed)
          .isEqualTo(HtmlWords.ofText(mail.text()));
    }
  }
}
