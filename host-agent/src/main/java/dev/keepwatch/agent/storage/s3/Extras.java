package dev.keepwatch.agent.storage.s3;

import java.util.Optional;

/// What a put asks of the server beyond storing, and not every server understands.
///
/// @param condition that the key be free (`If-None-Match: *`)
/// @param tags that the object carries the role of the file
/// @param sums that the content have this SHA-256 (`x-amz-checksum-sha256`), which unlike an ETag
///   is answered whatever the object is encrypted with
record Extras(boolean condition, boolean tags, boolean sums) {

  static final Extras ALL = new Extras(true, true, true);

  /// What to ask for after a refusal; nothing if the refusal is about something else.
  ///
  /// Where the server does not say what it misses, the condition is kept longest: it protects
  /// history, the tags only its price, and the sum is there once more as MD5.
  Optional<Extras> after(S3Refusal refusal) {
    if (tags && mayBeAboutTheRightToTag(refusal)) {
      return Optional.of(withoutTags());
    }
    if (sums && refusal.isAboutUnknownSum()) {
      return Optional.of(withoutSums());
    }
    if (tags && refusal.status() == 400 && refusal.mentions("x-amz-tagging")) {
      return Optional.of(withoutTags());
    }
    if (refusal.isAboutStorageClass() || !refusal.mayBeAboutMissingFunction()) {
      return Optional.empty();
    }
    if (tags && refusal.mentions("tagging")) {
      return Optional.of(withoutTags());
    }
    if (condition && refusal.mentions("none-match")) {
      return Optional.of(withoutCondition());
    }
    return next();
  }

  /// Without the right to tag, Amazon denies the whole put.
  private static boolean mayBeAboutTheRightToTag(S3Refusal refusal) {
    return refusal.status() == 403
        && (refusal.isWordless() || refusal.mentions("s3:putobjecttagging"));
  }

  private Optional<Extras> next() {
    if (sums) {
      return Optional.of(withoutSums());
    }
    if (condition) {
      return Optional.of(tags ? withoutTags() : new Extras(false, true, false));
    }
    return tags ? Optional.of(withoutTags()) : Optional.empty();
  }

  Extras withoutCondition() {
    return new Extras(false, tags, sums);
  }

  private Extras withoutTags() {
    return new Extras(condition, false, sums);
  }

  private Extras withoutSums() {
    return new Extras(condition, tags, false);
  }
}
