package dev.keepwatch.agent.gate;

import dev.keepwatch.agent.envelope.Peers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How a host is provisioned: its policies are those of `docs/policies`.
///
/// These pages are used, and not a template, because they are the template's own statements with
/// the names left open (`PolicyPagesTest` of `infra` holds them equal), there is one for each kind,
/// and no Node is needed to read them.
public enum Kind {
  APPEND_ONLY("append-only"),
  APPEND_ONLY_NO_RESTORE("append-only-no-restore"),
  SELF_PRUNING("self-pruning");

  private static final Path PAGES = Peers.checkout().resolve("docs/policies");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  Policy ofHost(String host, String bucket) {
    return page(word + "-host", host, bucket);
  }

  Policy ofBucket(String host, String bucket) {
    return page(word + "-bucket", host, bucket);
  }

  /// @param page its name
  static Policy page(String page, String host, String bucket) {
    try {
      String text = Files.readString(PAGES.resolve(page + ".json"));
      return Policy.parse(
          text.replace("BUCKET", bucket)
              .replace("ACCOUNT", Provisioned.ACCOUNT)
              .replace("HOST", host));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
