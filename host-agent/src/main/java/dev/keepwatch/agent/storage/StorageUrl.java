package dev.keepwatch.agent.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The URL of an archive, understood as duplicity understands it.
///
/// | form | meaning |
/// | --- | --- |
/// | `file:///p`, `file:/p` | the directory `/p` |
/// | `file://p` | the directory `p`, seen from the working directory |
/// | `s3://bucket/prefix`, `s3:///bucket/prefix` | the keys below `prefix/` |
/// | `s3+http://…`, `boto3+s3://…` | the same, old spellings |
/// | `s3://host/bucket/prefix` | the same at another server |
///
/// Paths are percent-decoded, slashes that follow each other count as one. In `s3://X/…` X is a
/// host only if it has a port, is `localhost` or an IP address, ends in `.amazonaws.com`, or is the
/// host of the configured endpoint; else it is the bucket.
public sealed interface StorageUrl {

  /// One text for all spellings of the same archive; a cache may be named after it. The server is
  /// not part of it.
  String canonical();

  /// @param url as a person typed it
  /// @param configuredEndpoint the S3 server that is configured apart from the URL
  /// @throws IllegalArgumentException in one sentence for people, without secrets
  static StorageUrl parse(String url, Optional<URI> configuredEndpoint) {
    return StorageUrlParser.parse(url, configuredEndpoint);
  }

  /// A directory of this machine.
  record FileUrl(Path directory) implements StorageUrl {
    @Override
    public String canonical() {
      String raw = directory.toAbsolutePath().normalize().toUri().getRawPath();
      boolean slashAtEnd = raw.length() > 1 && raw.endsWith("/");
      return "file://" + (slashAtEnd ? raw.substring(0, raw.length() - 1) : raw);
    }
  }

  /// A folder of a bucket.
  ///
  /// @param prefix the folder, without a slash at either end; empty for the whole bucket
  /// @param endpoint the server, where the URL itself names one
  record S3Url(String bucket, String prefix, Optional<URI> endpoint) implements StorageUrl {

    /// What every key of the archive begins with: the prefix and a slash, or nothing.
    public String keyPrefix() {
      return prefix.isEmpty() ? "" : prefix + "/";
    }

    @Override
    public String canonical() {
      return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }
  }
}
