package dev.keepwatch.agent.rsync;

/// A sum of a window of bytes that is cheap to move on by one byte.
///
/// The loop that moves it stands in each kind of sum by itself, so that the JVM sees it whole: it
/// runs once for every byte that is not in the basis.
abstract sealed class WeakSum permits Rollsum, RabinKarp {
  abstract int value();

  /// The window now holds the block that begins at `offset`.
  abstract void restart(byte[] bytes, int offset);

  /// Moves the window, which begins at `from`, on by at least one byte, until the filter lets its
  /// sum pass or it begins at `limit`; says where it begins then.
  abstract int roll(byte[] bytes, int from, int limit, WeakFilter filter);

  /// The window is now empty and may grow, byte by byte, to the front.
  abstract void clear();

  abstract void prepend(byte first);
}
