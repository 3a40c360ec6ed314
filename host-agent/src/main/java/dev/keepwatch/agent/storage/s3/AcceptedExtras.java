package dev.keepwatch.agent.storage.s3;

import java.util.function.Consumer;

/// What the server is known to understand. What it does not is said once.
final class AcceptedExtras {

  private final String location;
  private final Consumer<String> notices;
  private Extras accepted = Extras.ALL;

  AcceptedExtras(String location, Consumer<String> notices) {
    this.location = location;
    this.notices = notices;
  }

  synchronized Extras get() {
    return accepted;
  }

  /// A put with these extras got its answer: what it did without is not tried again.
  synchronized void remember(Extras tried) {
    if (accepted.condition() && !tried.condition()) {
      tell(
          "does not know conditional writes (If-None-Match). Names are looked up before each"
              + " write instead; let no two hosts write there at the same time.");
    }
    if (accepted.tags() && !tried.tags()) {
      tell(
          "does not take tags, or the right s3:PutObjectTagging is missing. Objects are"
              + " stored without the tag keepwatch, so lifecycle rules cannot go by it.");
    }
    if (accepted.sums() && !tried.sums()) {
      tell(
          "does not take SHA-256 sums (x-amz-checksum-sha256). What is stored is protected by MD5"
              + " sums alone (Content-MD5).");
    }
    accepted =
        new Extras(
            accepted.condition() && tried.condition(),
            accepted.tags() && tried.tags(),
            accepted.sums() && tried.sums());
  }

  private void tell(String what) {
    notices.accept("The server of " + location + " " + what);
  }
}
