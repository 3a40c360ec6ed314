package dev.keepwatch.agent.identity;

import java.time.Instant;

/// When and where a key was used last, as far as the account has noticed.
///
/// @param service the service's short name, as `s3`
public record LastUse(Instant at, String service) {

  /// Whether that was where backups go.
  public boolean isForStorage() {
    return service.equals("s3");
  }
}
