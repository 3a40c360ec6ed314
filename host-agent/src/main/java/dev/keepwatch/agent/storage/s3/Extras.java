package dev.keepwatch.agent.storage.s3;

import java.util.Optional;

/// What a put asks of the server beyond storing, and not every server understands.
///
/// @param condition that the key be free (`If-None-Match: *`)
/// @param tags that the object carries the role of the file
record Extras(boolean condition, boolean tags) {

  static final Extras ALL = new Extras(true, true);

  /// What to ask for after a refusal; nothing if the refusal is about something else.
  ///
  /// Where the server does not say what it misses, the condition is kept longer than the tags: one
  /// protects history, the other only its price.
  Optional<Extras> after(S3Refusal refusal) {
    if (tags && mayBeAboutTheRightToTag(refusal)) {
      return Optional.of(new Extras(condition, false));
    }
    if (!refusal.mayBeAboutMissingFunction()) {
      return Optional.empty();
    }
    if (tags && refusal.mentions("tagging")) {
      return Optional.of(new Extras(condition, false));
    }
    if (condition && refusal.mentions("none-match")) {
      return Optional.of(new Extras(false, tags));
    }
    return next();
  }

  /// Without the right to tag, Amazon denies the whole put.
  private static boolean mayBeAboutTheRightToTag(S3Refusal refusal) {
    return refusal.status() == 403
        && (refusal.isWordless() || refusal.mentions("s3:putobjecttagging"));
  }

  private Optional<Extras> next() {
    if (condition) {
      return Optional.of(tags ? new Extras(true, false) : new Extras(false, true));
    }
    return tags ? Optional.of(new Extras(false, false)) : Optional.empty();
  }
}
