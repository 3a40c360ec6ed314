package dev.keepwatch.agent.gate;

/// May this be done to that? A request asks one or several, and is let through if all may be done.
///
/// @param action as `s3:PutObject`
/// @param resource as `arn:aws:s3:::bucket/key`
/// @param facts what conditions can ask about
record Question(String action, String resource, Facts facts) {

  Question {
    KnownActions.require(new Wildcard(action));
  }
}
