package dev.keepwatch.agent.thaw;

import dev.keepwatch.agent.thaw.ThawPlan.Tally;
import java.time.Instant;

/// Hears how files come back.
public interface ThawListener {

  /// Something that somebody should know.
  void notice(String text);

  /// One more file was asked for.
  void requested(long done, long all);

  /// Somebody has looked, and will look again.
  ///
  /// @param back what can be read
  /// @param all what is waited for
  void waiting(Tally back, Tally all, Instant next);
}
