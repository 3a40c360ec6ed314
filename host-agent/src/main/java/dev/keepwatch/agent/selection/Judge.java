package dev.keepwatch.agent.selection;

/// A rule that has been understood.
interface Judge {

  /// @param text the entry's full path, the source as it was given in front
  Opinion of(Candidate entry, PatientText text);
}
