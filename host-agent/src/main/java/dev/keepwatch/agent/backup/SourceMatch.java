package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.format.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Whether a backup continues the archive of this host and this directory, and not somebody else's.
record SourceMatch(BackupRequest request) {

  /// @throws ArchiveException if the archive's newest set is of another host or directory
  void check(Manifest newest) throws ArchiveException {
    if (request.allowSourceMismatch()) {
      return;
    }
    String host = newest.hostName().orElse("");
    if (!host.isEmpty() && !sameHost(host)) {
      throw new ArchiveException(
          Reason.OTHER_HOST,
          "this archive is of the host '%s', and this is '%s': give another URL, or --allow-source-mismatch if the host was renamed"
              .formatted(host, request.hostName()));
    }
    var directory = newest.sourceDirectory();
    if (directory.isPresent() && !Arrays.equals(directory.get(), request.sourceName())) {
      throw new ArchiveException(
          Reason.OTHER_SOURCE,
          "this archive is of the directory '%s', and '%s' was given: give another URL, or --allow-source-mismatch if it was moved"
              .formatted(text(directory.get()), text(request.sourceName())));
    }
  }

  /// Older manifests have the full name of the host, newer ones the short one.
  private boolean sameHost(String host) {
    return shortName(host).equalsIgnoreCase(shortName(request.hostName()));
  }

  private static String shortName(String host) {
    int dot = host.indexOf('.');
    return dot > 0 ? host.substring(0, dot) : host;
  }

  private static String text(byte[] path) {
    return new String(path, StandardCharsets.UTF_8);
  }
}
