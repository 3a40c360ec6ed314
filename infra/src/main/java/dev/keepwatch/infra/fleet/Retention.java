package dev.keepwatch.infra.fleet;

/// How long backups are kept, and how long what was deleted can be brought back.
///
/// @param deletedDays how long the version of an object outlives its deletion
public record Retention(Keep keep, int deletedDays) {
  static final int DEFAULT_DELETED_DAYS = 35;
  static final int DEFAULT_MIN_AGE_DAYS = 35;
  static final Retention DEFAULT = new Retention(new Keep.All(), DEFAULT_DELETED_DAYS);

  /// What the account may delete for a host that may not.
  public sealed interface Keep {
    /// Nothing is ever deleted.
    record All() implements Keep {}

    /// All but the newest fulls, with what builds on them.
    ///
    /// @param minAgeDays nothing goes that is younger in the bucket, whatever its name claims
    record Fulls(int count, int minAgeDays) implements Keep {}
  }
}
