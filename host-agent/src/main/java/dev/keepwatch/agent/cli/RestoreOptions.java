package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.restore.RestoreRequest.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about what is brought back or listed, and as of when.
final class RestoreOptions {

  @Option(
      names = {"-t", "--time", "--restore-time"},
      paramLabel = "TIME",
      description =
          "The state at this time: 3D (three days ago), 2026-01-02, 2026-01-02T03:04:05+01:00,"
              + " 20260102T030405Z or seconds since 1970. The newest, if nothing is given.")
  Optional<String> time = Optional.empty();

  @Option(
      names = {"-r", "--path-to-restore", "--file-to-restore"},
      paramLabel = "PATH",
      description =
          "Only this path, relative to the source. A file becomes the target itself, a directory's"
              + " content the target's.")
  Optional<String> path = Optional.empty();

  @Option(
      names = "--force",
      description =
          "Restores also into a directory that is not empty, over what is there. For remove-…:"
              + " really deletes.")
  boolean force;

  @Option(
      names = "--continue",
      description =
          "Goes on with a restore that was interrupted: keeps what is there and proves to be the"
              + " backup's, and fetches only what else it takes. With --force over any directory.")
  boolean resume;

  @Option(
      names = "--no-space-check",
      description = "Restores even where the room does not seem to do.")
  boolean noSpaceCheck;

  @Option(
      names = "--numeric-owner",
      description = "Restores owners by number, without looking at names.")
  boolean numericOwner;

  @Option(
      names = {"--no-restore-ownership", "--do-not-restore-ownership"},
      description = "Leaves everything to the user who restores.")
  boolean noOwnership;

  @Option(
      names = "--rename",
      arity = "2",
      paramLabel = "PATH",
      description =
          "Restores the first path, and what is below it, under the second; both as seen"
              + " from what is restored. May be given several times.")
  List<String> renames = new ArrayList<>();

  @Option(
      names = "--ignore-errors",
      description =
          "Goes on behind volumes that are damaged or not there, names what is lost, and ends with"
              + " 1.")
  boolean ignoreErrors;

  @Option(
      names = "--file-changed",
      paramLabel = "PATH",
      description = "With collection-status: the sets in which this file is new, changed or gone.")
  Optional<String> fileChanged = Optional.empty();

  @Option(
      names = "--show-changes-in-set",
      paramLabel = "N",
      description =
          "With collection-status: the files that one set changed; 0 is the newest, 1 the one"
              + " before.")
  Optional<Integer> changesInSet = Optional.empty();

  Ownership ownership() {
    if (noOwnership) {
      return Ownership.LEFT_ALONE;
    }
    return numericOwner ? Ownership.BY_NUMBER : Ownership.BY_NAME;
  }
}
