package dev.keepwatch.agent.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The text of a configuration for a host that was provisioned a moment ago: all that is known, and
/// the rest to be looked through.
public final class NewConfig {

  private NewConfig() {}

  /// @param mode what the host may do in its bucket, if that is known
  /// @param folders where its archives are to lie; each that can be becomes a job, and at least one
  ///   must
  public static String text(
      String host, String bucket, String region, Optional<String> mode, List<String> folders) {
    return """
    # What %s backs up, where to and how; made by keepwatch init. docs/CONFIGURATION.md explains every key.
    host: %s
    target: s3://%s
    s3:
      region: %s
    %s
    # This host encrypts to public keys and cannot read its own backups. Put the keys there, or name others.
    keys:
      encrypt: [keys/%s.pub.asc, keys/escrow.pub.asc]

    full-if-older-than: 1M
    cache: /var/cache/keepwatch

    jobs:
    %s\
    """
        .formatted(
            host,
            quoted(host),
            bucket,
            quoted(region),
            mode.map(NewConfig::mode).orElse(""),
            host,
            jobs(folders));
  }

  private static String mode(String mode) {
    return """

    # What this host may do in its bucket; fleet.yaml decides that. Where it is append-only, old backups are
    # removed in the account, and a "keep" here would be an error.
    mode: %s
    """
        .formatted(quoted(mode));
  }

  /// A folder that can be no job's name stands there as a remark.
  private static String jobs(List<String> folders) {
    return (folders.isEmpty() ? List.of("etc", "home") : folders)
        .stream().map(NewConfig::job).collect(Collectors.joining());
  }

  private static String job(String folder) {
    return canBeJob(folder)
        ? "  - name: %s%n    source: /%s%n".formatted(quoted(folder), folder)
        : "  # The fleet expects the folder %s, which can be no job's name.%n"
            .formatted(quoted(folder));
  }

  /// Whether a job can have its archive there.
  public static boolean canBeJob(String folder) {
    return folder.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
  }

  /// So that no name is taken for a number or for something else.
  private static String quoted(String text) {
    return text.matches("[a-z][a-z0-9-]*") && !text.matches("y|n|yes|no|on|off|true|false|null")
        ? text
        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
