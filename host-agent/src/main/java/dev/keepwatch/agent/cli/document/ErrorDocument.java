package dev.keepwatch.agent.cli.document;

/// Why a run ended without what was asked for.
///
/// @param command what was to be done; empty if it is not known
/// @param exitCode the number that the process ends with
/// @param reason the name of that number
/// @param message the sentence for people
public record ErrorDocument(String command, int exitCode, String reason, String message) {

  @Override
  public String toString() {
    return Document.of("error")
        .put("command", command)
        .put("exitCode", exitCode)
        .put("reason", reason)
        .put("message", message)
        .toString();
  }
}
