package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.source.SourceProblems;
import java.io.IOException;

/// Hears how a verification goes.
public interface VerifyListener extends SourceProblems {

  /// Something that somebody should know, without being an error.
  void notice(String text);

  /// Something that somebody must know.
  void warning(String text);

  /// A volume came in and is sound.
  void fetched(String volumeName);

  /// An entry differs.
  void differs(Difference difference);

  /// A file of the archive is damaged, or an entry cannot be put together. The message names it.
  void damaged(IOException damage);
}
