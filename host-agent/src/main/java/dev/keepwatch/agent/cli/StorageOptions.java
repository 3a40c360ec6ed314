package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.storage.s3.VolumeClass;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about S3. Only volumes go to a storage class; manifests and signatures are read often.
final class StorageOptions {

  @Option(
      names = "--s3-endpoint-url",
      paramLabel = "URL",
      description = "The S3 server, where it is not Amazon's.")
  Optional<String> endpoint = Optional.empty();

  @Option(names = "--s3-use-ia", description = "Stores volumes as STANDARD_IA.")
  boolean infrequentAccess;

  @Option(names = "--s3-use-onezone-ia", description = "Stores volumes as ONEZONE_IA.")
  boolean oneZone;

  @Option(names = "--s3-use-rrs", description = "Stores volumes as REDUCED_REDUNDANCY.")
  boolean reducedRedundancy;

  @Option(names = "--s3-use-glacier-ir", description = "Stores volumes as GLACIER_IR.")
  boolean instantGlacier;

  @Option(names = "--s3-use-glacier", description = "Stores volumes as GLACIER.")
  boolean glacier;

  @Option(names = "--s3-use-deep-archive", description = "Stores volumes as DEEP_ARCHIVE.")
  boolean deepArchive;

  @Option(
      names = {"--asynchronous-upload"},
      description = "Accepted: volumes are always stored while the next one is packed.")
  boolean asynchronous;

  @Option(names = "--concurrency", paramLabel = "N", description = "Accepted for the same reason.")
  Optional<Integer> concurrency = Optional.empty();

  Optional<VolumeClass> volumeClass() {
    if (infrequentAccess) {
      return Optional.of(VolumeClass.STANDARD_IA);
    }
    if (oneZone) {
      return Optional.of(VolumeClass.ONEZONE_IA);
    }
    if (reducedRedundancy) {
      return Optional.of(VolumeClass.REDUCED_REDUNDANCY);
    }
    if (instantGlacier) {
      return Optional.of(VolumeClass.GLACIER_IR);
    }
    if (glacier) {
      return Optional.of(VolumeClass.GLACIER);
    }
    return deepArchive ? Optional.of(VolumeClass.DEEP_ARCHIVE) : Optional.empty();
  }
}
