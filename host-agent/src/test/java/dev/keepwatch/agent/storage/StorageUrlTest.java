package dev.keepwatch.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.storage.StorageUrl.FileUrl;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The paths were compared with what `duplicity` 0.8.22 makes of the same URLs.
final class StorageUrlTest {

  @ParameterizedTest
  @CsvSource({
    "file:///var/backups, /var/backups",
    "FILE:///var/backups/, /var/backups",
    "file:/var/backups, /var/backups",
    "file:///var//backups, /var/backups",
    "file:///, /",
    "file://backups/web01, backups/web01",
    "file://./backups, ./backups",
    "file://../backups, ../backups",
    "file://localhost/p, localhost/p",
    "file:///a%20b+c, /a b+c",
    "file:///a%2Fb, /a/b",
    "file:///100%, /100%",
    "file:///p%zz%41, /p%zzA",
    "file:///a;b:c@d, /a;b:c@d",
  })
  void a_file_url_names_the_directory_that_duplicity_would_use(String url, String path) {
    assertThat(parse(url)).isEqualTo(new FileUrl(Path.of(path)));
  }

  @Test
  void four_slashes_are_an_absolute_path_too() {
    // duplicity 0.8.22 takes this for a relative path, which nobody can mean.
    assertThat(parse("file:////var/backups")).isEqualTo(new FileUrl(Path.of("/var/backups")));
  }

  @Test
  void bytes_that_are_not_text_reach_the_path() {
    FileUrl url = (FileUrl) parse("file:///tmp/%FF%FEx");

    assertThat(url.directory().toUri().getRawPath()).isEqualTo("/tmp/%FF%FEx");
    assertThat(url.canonical()).isEqualTo("file:///tmp/%FF%FEx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///tmp", "file:///tmp/", "file:/tmp", "file:////tmp", "file:///var/../tmp"})
  void spellings_of_one_directory_have_one_canonical_text(String url) {
    assertThat(parse(url).canonical()).isEqualTo("file:///tmp");
  }

  @Test
  void the_canonical_text_of_a_relative_directory_is_absolute() {
    String here = Path.of("").toAbsolutePath().toUri().getRawPath();

    assertThat(parse("file://backups").canonical()).isEqualTo("file://" + here + "backups");
    assertThat(parse("file:///").canonical()).isEqualTo("file:///");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://acme/web01/home",
        "S3://acme/web01/home/",
        "s3:///acme/web01/home",
        "s3+http://acme/web01/home",
        "s3+http:///acme/web01/home",
        "boto3+s3://acme/web01/home",
        "boto3+s3:///acme//web01//home//",
        "s3://acme/web01%2Fhome",
        "s3://acme/web%30%31/home",
        "s3://localhost/acme/web01/home",
        "s3://localhost:9000/acme/web01/home",
        "s3://10.0.0.1/acme/web01/home",
        "s3://[::1]:9000/acme/web01/home",
        "s3://minio:9000/acme/web01/home",
        "s3://s3.eu-west-1.amazonaws.com/acme/web01/home",
        "s3+http://s3.amazonaws.com/acme/web01/home",
        "s3://s3.example.org/acme/web01/home",
      })
  void spellings_of_one_folder_have_one_canonical_text(String url) {
    S3Url folder = s3(url);

    assertThat(folder.bucket()).isEqualTo("acme");
    assertThat(folder.prefix()).isEqualTo("web01/home");
    assertThat(folder.keyPrefix()).isEqualTo("web01/home/");
    assertThat(folder.canonical()).isEqualTo("s3://acme/web01/home");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://acme", "s3://acme/", "boto3+s3:///acme", "s3://localhost:1/acme//"})
  void a_folder_may_be_the_whole_bucket(String url) {
    assertThat(s3(url).keyPrefix()).isEmpty();
    assertThat(s3(url).canonical()).isEqualTo("s3://acme");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://localhost/b, http://localhost",
    "s3://localhost:9000/b, http://localhost:9000",
    "s3://127.0.0.1:9000/b, http://127.0.0.1:9000",
    "s3://[::1]:9000/b, http://[::1]:9000",
    "s3://10.0.0.1/b, https://10.0.0.1",
    "s3://minio.lan:9000/b, https://minio.lan:9000",
    "s3://S3.eu-west-1.AmazonAWS.com/b, https://s3.eu-west-1.amazonaws.com",
    "s3://s3.example.org/b, http://s3.example.org:8080",
    "s3://s3.example.org:8080/b, http://s3.example.org:8080",
  })
  void a_host_is_spoken_to_in_the_clear_only_here_or_as_configured(String url, String endpoint) {
    assertThat(s3(url).endpoint()).contains(URI.create(endpoint));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://other.example.org/b", "s3://my.bucket.name/b", "s3://acme/b"})
  void what_only_looks_like_a_host_is_a_bucket(String url) {
    assertThat(s3(url).endpoint()).isEmpty();
    assertThat(s3(url).prefix()).isEqualTo("b");
  }

  @Test
  void a_prefix_may_be_any_text() {
    assertThat(s3("s3://acme/a b+c%C3%A9%zz").prefix()).isEqualTo("a b+cé%zz");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/var/backups | the URL /var/backups has no scheme; file:///path,",
        "ftp://host/p | is for a kind of storage that is not supported (ftp); use s3://bucket/prefix,",
        "par2+file:///p | is for a kind of storage that is not supported (par2+file); use",
        "gopher://host/p | has a scheme that is not known; file:///path, s3://bucket/prefix,",
        "file:backups | lacks its slashes; write file:///path",
        "file: | names no directory",
        "file:// | names no directory",
        "file:///a?b | holds '?' or '#'",
        "s3://acme/a#b | holds '?' or '#'",
        "file:///a%00b | names a path that cannot be",
        "s3:acme/p | names no bucket; file:///path",
        "s3:// | names no bucket; file:///path",
        "s3:/// | names no bucket; file:///path",
        "s3://localhost:9000/ | names the server localhost:9000 but names no bucket;",
        "s3://my bucket/p | names a bucket that cannot be",
        "s3://acme/%FF | holds escaped bytes that are not UTF-8",
        "s3://acme/a\uFFFD | holds characters that this locale cannot express",
      })
  void a_wrong_url_is_refused_in_one_sentence(String url, String words) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3://key:hunter2@host/b/p", "sftp://me:hunter2@host/p", "s3://a:hunter2@b"})
  void a_password_in_a_url_is_not_repeated(String url) {
    assertThatThrownBy(() -> parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("//…@")
        .hasMessageNotContaining("hunter2");
  }

  private static StorageUrl parse(String url) {
    return StorageUrl.parse(url, Optional.of(URI.create("http://s3.example.org:8080")));
  }

  private static S3Url s3(String url) {
    return (S3Url) parse(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://AKIAX:hush/hush@host/bucket",
        "sftp://user:hu/sh@host/x",
        "sftp:user:hush@host/x",
        "s3://h:1/b?secretkey=hush",
      })
  void what_may_be_a_secret_is_not_repeated(String url) {
    assertThatThrownBy(() -> StorageUrl.parse(url, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hu");
  }
}
