package dev.keepwatch.agent.storage.s3;

import java.util.Optional;

/// How far the extras of a put have come down, after what the server has refused so far.
///
/// What it named is known to be missing. What was left out on suspicion comes back where the put is
/// refused without it all the same.
///
/// @param known what the server may understand
/// @param asked what is asked for next; not more
record Concession(Extras known, Extras asked) {

  static Concession none(Extras accepted) {
    return new Concession(accepted, accepted);
  }

  /// What to ask for after a refusal; nothing if the refusal is about something else.
  Optional<Concession> after(S3Refusal refusal) {
    if (asked.tags() && mayBeAboutTheRightToTag(refusal)) {
      return Optional.of(none(known.withoutTags()));
    }
    if (asked.sums() && refusal.isAboutUnknownSum()) {
      return Optional.of(none(known.withoutSums()));
    }
    if (asked.tags() && refusal.status() == 400 && refusal.mentions("x-amz-tagging")) {
      return Optional.of(none(known.withoutTags()));
    }
    if (refusal.isAboutStorageClass() || !refusal.mayBeAboutMissingFunction()) {
      return Optional.empty();
    }
    if (asked.tags() && refusal.mentions("tagging")) {
      return Optional.of(none(known.withoutTags()));
    }
    if (asked.condition() && refusal.mentions("none-match")) {
      return Optional.of(none(known.withoutCondition()));
    }
    return asked.fewer(known).map(fewer -> new Concession(known, fewer));
  }

  /// Without the right to tag, Amazon denies the whole put.
  private static boolean mayBeAboutTheRightToTag(S3Refusal refusal) {
    return refusal.status() == 403
        && (refusal.isWordless() || refusal.mentions("s3:putobjecttagging"));
  }
}
