package dev.keepwatch.agent.storage.s3;

import java.util.List;
import java.util.Optional;

/// What a put asks of the server beyond storing, and not every server understands.
///
/// @param condition that the key be free (`If-None-Match: *`)
/// @param tags that the object carries the role of the file
/// @param sums that the content have this SHA-256 (`x-amz-checksum-sha256`), which unlike an ETag
///   is answered whatever the object is encrypted with
record Extras(boolean condition, boolean tags, boolean sums) {

  static final Extras ALL = new Extras(true, true, true);

  /// From all to none: one is left out, then two. Of as many, the condition is kept longest: it
  /// protects history, the tags only its price, and the sum is there once more as MD5.
  private static final List<Extras> FEWER_AND_FEWER =
      List.of(
          ALL,
          ALL.withoutSums(),
          ALL.withoutTags(),
          ALL.withoutCondition(),
          new Extras(true, false, false),
          new Extras(false, true, false),
          new Extras(false, false, true),
          new Extras(false, false, false));

  /// What comes next where the server does not say what it misses.
  ///
  /// @param known what it may understand
  Optional<Extras> fewer(Extras known) {
    return FEWER_AND_FEWER.stream()
        .skip(FEWER_AND_FEWER.indexOf(this) + 1L)
        .filter(known::contains)
        .findFirst();
  }

  private boolean contains(Extras some) {
    return (condition || !some.condition) && (tags || !some.tags) && (sums || !some.sums);
  }

  Extras withoutCondition() {
    return new Extras(false, tags, sums);
  }

  Extras withoutTags() {
    return new Extras(condition, false, sums);
  }

  Extras withoutSums() {
    return new Extras(condition, tags, false);
  }
}
