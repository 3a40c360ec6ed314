package dev.keepwatch.agent.identity;

import dev.keepwatch.agent.identity.IdentityException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the stack of a host tells the host: the words of its outputs are those of `infra`'s
/// `HostStack`.
///
/// @param host its name in the fleet
/// @param bucket where its backups lie
/// @param region where the bucket is
/// @param mode what it may do there, where the stack tells
/// @param folders where its archives lie, where the stack tells
public record HostOutputs(
    String host, String bucket, String region, Optional<String> mode, List<String> folders) {

  /// What the stack of a host is called, and its user.
  public static final String PREFIX = "keepwatch-";

  public HostOutputs {
    folders = List.copyOf(folders);
  }

  /// @param stack its name
  /// @throws IdentityException refused if it is no host's
  public static HostOutputs of(String stack, Map<String, String> outputs) throws IdentityException {
    for (String name : List.of("Bucket", "Region")) {
      if (outputs.getOrDefault(name, "").isBlank()) {
        throw new IdentityException(
            Reason.REFUSED,
            "the stack %s has no output %s, so it is not that of a host. Name the stack of a host, as keepwatch-web01, and deploy it anew if it is an old one."
                .formatted(stack, name));
      }
    }
    return new HostOutputs(
        stack.startsWith(PREFIX) ? stack.substring(PREFIX.length()) : stack,
        outputs.getOrDefault("Bucket", ""),
        outputs.getOrDefault("Region", ""),
        Optional.ofNullable(outputs.get("Mode")).filter(mode -> !mode.isBlank()),
        folders(outputs.getOrDefault("Folders", "")));
  }

  private static List<String> folders(String text) {
    return text.isBlank() ? List.of() : List.of(text.split("\\s*,\\s*"));
  }
}
