package dev.keepwatch.agent.storage;

import dev.keepwatch.agent.storage.StorageUrl.FileUrl;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a [StorageUrl].
final class StorageUrlParser {

  private static final String KNOWN_FORMS =
      "file:///path, s3://bucket/prefix, s3://host/bucket/prefix, boto3+s3://bucket/prefix and"
          + " s3+http://bucket/prefix are known";

  /// What duplicity knows besides, in any of its versions.
  private static final Set<String> DUPLICITYS =
      Set.of(
          ("ad azure b2 box boto+s3 boto+gs gs cf+http cf+hubic copy dpbx fish fsp ftp ftps gdocs gdrive"
                  + " hsi http https hubic idr idrived imap imaps invoke jottacloud lftp+ftp lftp+ftps lftp+sftp"
                  + " lftp+webdav lftp+webdavs lftp+fish lftp+http lftp+https lftp+scp lftp+hftp mega megav2"
                  + " megav3 mf multi ncftp+ftp onedrive par2 par2+file par2+s3 par2+boto3+s3 par2+sftp"
                  + " paramiko+sftp paramiko+scp paramiko+ssh pca pexpect+sftp pexpect+scp pexpect+ssh"
                  + " pydrive pydrive+gdocs rclone rsync scp sftp slate ssh swift sx tahoe u1 u1+http webdav"
                  + " webdavs xorriso")
              .split(" "));

  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");

  private final String url;
  private final Optional<URI> configuredEndpoint;

  private StorageUrlParser(String url, Optional<URI> configuredEndpoint) {
    this.url = url;
    this.configuredEndpoint = configuredEndpoint;
  }

  static StorageUrl parse(String url, Optional<URI> configuredEndpoint) {
    return new StorageUrlParser(url, configuredEndpoint).parse();
  }

  private StorageUrl parse() {
    int colon = url.indexOf(':');
    if (colon < 0) {
      throw wrong("has no scheme; " + KNOWN_FORMS);
    }
    String rest = url.substring(colon + 1);
    if (rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
      throw wrong("holds '?' or '#', where duplicity would cut it off; write %3F or %23");
    }
    return switch (url.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "file" -> file(rest);
      case "s3", "s3+http", "boto3+s3" -> s3(rest);
      case String scheme when DUPLICITYS.contains(scheme) ->
          throw wrong(
              "is for a kind of storage that is not supported ("
                  + scheme
                  + "); use s3://bucket/prefix, or file:///path on a directory that is mounted from"
                  + " there");
      default -> throw wrong("has a scheme that is not known; " + KNOWN_FORMS);
    };
  }

  private FileUrl file(String rest) {
    String path = rest.startsWith("//") ? rest.substring(2) : rest;
    if (path.isEmpty()) {
      throw wrong("names no directory; write file:///path or file://relative/path");
    }
    if (!rest.startsWith("/")) {
      throw wrong("lacks its slashes; write file:///path or file://relative/path");
    }
    try {
      return new FileUrl(PercentEncoding.path(path));
    } catch (IllegalArgumentException e) {
      throw wrong("names a path that cannot be: " + e.getMessage());
    }
  }

  private S3Url s3(String rest) {
    if (!rest.startsWith("//")) {
      throw wrong("names no bucket; " + KNOWN_FORMS);
    }
    int slash = rest.indexOf('/', 2);
    String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
    String path = slash < 0 ? "" : rest.substring(slash);
    if (authority.indexOf('@') >= 0) {
      throw wrong(
          "holds credentials, which do not belong there; set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws/credentials");
    }
    Optional<URI> endpoint = S3Host.endpoint(authority, configuredEndpoint);
    return folder(endpoint.isPresent() ? path : authority + path, endpoint);
  }

  private S3Url folder(String path, Optional<URI> endpoint) {
    List<String> parts = new ArrayList<>(List.of(text(path).split("/", -1)));
    parts.removeIf(String::isEmpty);
    if (parts.isEmpty()) {
      String host = endpoint.map(e -> "names the server " + e.getAuthority() + " but ").orElse("");
      throw wrong(host + "names no bucket; " + KNOWN_FORMS);
    }
    if (!BUCKET.matcher(parts.getFirst()).matches()) {
      throw wrong("names a bucket that cannot be; a bucket is letters, digits, '.' and '-'");
    }
    return new S3Url(parts.getFirst(), String.join("/", parts.subList(1, parts.size())), endpoint);
  }

  private String text(String path) {
    try {
      return PercentEncoding.text(path);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("the URL " + withoutSecrets() + " " + why + ".");
  }

  private String withoutSecrets() {
    return url.replaceAll("^([A-Za-z0-9+.-]*:(//)?).*@", "$1…@")
        .replaceAll("\\?.*", "?…")
        .replaceAll("\\p{Cntrl}", "?");
  }
}
