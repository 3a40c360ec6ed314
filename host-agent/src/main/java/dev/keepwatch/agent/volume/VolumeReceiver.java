package dev.keepwatch.agent.volume;

import java.io.IOException;

/// Takes finished volumes, in the order of their numbers, and from then on owns their files.
/// Everything before the entry that is just being packed is done at that moment.
@FunctionalInterface
public interface VolumeReceiver {

  /// Returns when packing may go on, which need not be when the volume is stored.
  ///
  /// @throws IOException if this volume or an earlier one could not be stored
  void accept(SealedVolume volume) throws IOException;
}
