package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.identity.HostOutputs;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about access keys of AWS.
final class AwsKeyOptions {

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "The host, as fleet.yaml names it; its user is keepwatch-NAME.")
  Optional<String> host = Optional.empty();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "The IAM user, where it has another name.")
  Optional<String> user = Optional.empty();

  @Option(
      names = "--credentials-file",
      paramLabel = "FILE",
      description =
          "The file that holds, or is to hold, the key; without it USER.credentials in the working"
              + " directory.")
  Optional<String> file = Optional.empty();

  @Option(
      names = "--credentials-profile",
      paramLabel = "NAME",
      description = "The profile in that file; default without it.")
  String profile = "default";

  @Option(
      names = "--in-place",
      description =
          "The file is the one that the host reads: with rotate the old key goes at once.")
  boolean inPlace;

  @Option(
      names = "--access-key",
      paramLabel = "ID",
      description = "With revoke: only this key; without it all of the user's.")
  Optional<String> only = Optional.empty();

  /// The user whose keys are meant.
  String userName() throws UsageException {
    String name =
        user.or(() -> host.map(HostOutputs.PREFIX::concat))
            .orElseThrow(() ->
                new UsageException(
                    "whose keys? Say --host NAME, as fleet.yaml has it, or --user NAME"));
    if (!name.matches("[A-Za-z0-9+=,.@_-]{1,64}")) {
      throw new UsageException("'" + name + "' is no name of an IAM user");
    }
    return name;
  }

  /// The name of the file.
  String fileName() throws UsageException {
    return file.isPresent() ? file.get() : userName() + ".credentials";
  }

  void check() throws UsageException {
    if (!profile.matches("[A-Za-z0-9._@-]+")) {
      throw new UsageException("'" + profile + "' is no name of a profile (--credentials-profile)");
    }
    if (only.isPresent() && !only.get().matches("\\w{16,128}")) {
      // What is no key's name may be its secret half; it is not repeated.
      throw new UsageException(
          "--access-key is the public half of a key, like AKIAIOSFODNN7EXAMPLE");
    }
  }
}
