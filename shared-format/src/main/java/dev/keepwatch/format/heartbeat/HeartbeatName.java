package dev.keepwatch.format.heartbeat;

import dev.keepwatch.format.naming.BackupTime;
import java.util.Optional;

/// The key of a heartbeat below the place that holds a host's archives:
/// `keepwatch/heartbeat/<job>/<time>.json`. No key is written twice, and one lifecycle rule for
/// [#FOLDER] lets old ones go.
///
/// @param job a name without `/`
/// @param ended when the run ended
public record HeartbeatName(String job, BackupTime ended) {

  /// Where all heartbeats lie.
  public static final String FOLDER = "keepwatch/heartbeat/";

  private static final String SUFFIX = ".json";

  public HeartbeatName {
    if (job.isEmpty() || job.indexOf('/') >= 0) {
      throw new IllegalArgumentException("no name of a job: '" + job + "'");
    }
  }

  /// The folder of a job's heartbeats, without a `/` behind it.
  public static String folder(String job) {
    return FOLDER + job;
  }

  /// The name below the job's folder.
  public String file() {
    return ended + SUFFIX;
  }

  /// The whole key.
  public String key() {
    return folder(job) + "/" + file();
  }

  /// @return nothing if `key` is not that of a heartbeat
  public static Optional<HeartbeatName> parse(String key) {
    if (!key.startsWith(FOLDER) || !key.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    int slash = key.lastIndexOf('/');
    if (slash <= FOLDER.length()) {
      return Optional.empty();
    }
    String job = key.substring(FOLDER.length(), slash);
    return job.indexOf('/') >= 0
        ? Optional.empty()
        : BackupTime.tryParse(key.substring(slash + 1, key.length() - SUFFIX.length()))
            .map(time -> new HeartbeatName(job, time));
  }
}
