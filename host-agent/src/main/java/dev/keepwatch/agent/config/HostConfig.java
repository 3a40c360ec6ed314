package dev.keepwatch.agent.config;

import dev.keepwatch.agent.storage.s3.VolumeClass;
import dev.keepwatch.format.retention.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What one host backs up, where to and how.
///
/// @param host its name in manifests; without it the machine's own
/// @param target the URL below which each job has its archive
/// @param protection how archives are protected
/// @param fullIfOlderThan from which age of the last full set on an increment becomes a full
/// @param keep which backups stay; without it all do
/// @param volumeSizeBytes how large a volume may become
/// @param storageClass the storage class of volumes
/// @param s3 where and how S3 is spoken to
/// @param upload how volumes are sent
/// @param temporary a directory for temporary files
/// @param cache the directory that holds the caches of all archives
/// @param jobs in the order in which they run; at least one
public record HostConfig(
    Optional<String> host,
    String target,
    Protection protection,
    Optional<Duration> fullIfOlderThan,
    Optional<RetentionPolicy> keep,
    Optional<Long> volumeSizeBytes,
    Optional<VolumeClass> storageClass,
    S3Config s3,
    UploadConfig upload,
    Optional<String> temporary,
    Optional<String> cache,
    List<JobConfig> jobs) {

  public HostConfig {
    jobs = List.copyOf(jobs);
  }

  /// The URL of a job's archive.
  public String url(JobConfig job) {
    return url(job.name());
  }

  /// The URL of a folder below the target.
  public String url(String folder) {
    return target.replaceAll("/+$", "") + "/" + folder;
  }
}
