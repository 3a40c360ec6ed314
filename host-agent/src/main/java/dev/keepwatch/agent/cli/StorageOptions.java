package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.config.S3Config;
import dev.keepwatch.agent.config.TimetableText;
import dev.keepwatch.agent.pace.Timetable;
import dev.keepwatch.agent.storage.s3.AtRest;
import dev.keepwatch.agent.storage.s3.S3Settings;
import dev.keepwatch.agent.storage.s3.Transport;
import dev.keepwatch.agent.storage.s3.VolumeClass;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about S3. Only volumes go to a storage class; manifests and signatures are read often.
final class StorageOptions {

  private static final long MIB = 1 << 20;
  private static final int SMALLEST_PART = 5;
  private static final int MOST_UPLOADS = 99;

  @Option(
      names = "--s3-endpoint-url",
      paramLabel = "URL",
      description = "The S3 server, where it is not Amazon's.")
  Optional<String> endpoint = Optional.empty();

  @Option(
      names = "--s3-region-name",
      paramLabel = "REGION",
      description = "The region of the bucket; else that of the environment or the profile.")
  Optional<String> region = Optional.empty();

  @Option(names = "--s3-unencrypted-connection", description = "Speaks to the server without TLS.")
  boolean inTheClear;

  @Option(
      names = "--s3-use-server-side-encryption",
      description = "Tells the server to encrypt what it stores, with keys of its own (AES256).")
  boolean sealedAtRest;

  @Option(
      names = "--s3-use-server-side-kms-encryption",
      description = "The same with keys of KMS: that of --s3-kms-key-id, or the account's own.")
  boolean sealedByKms;

  @Option(
      names = "--s3-kms-key-id",
      paramLabel = "KEY",
      description = "Tells the server to encrypt what it stores with this key of KMS.")
  Optional<String> kmsKey = Optional.empty();

  @Option(
      names = "--ssl-cacert-file",
      paramLabel = "FILE",
      description =
          "Certificates (PEM) of those who may vouch for the server; else those that Java trusts.")
  Optional<String> authorities = Optional.empty();

  @Option(
      names = "--s3-multipart-chunk-size",
      paramLabel = "MIB",
      description = "How large the parts are in which large volumes are stored; 16 without it.")
  Optional<Integer> partSize = Optional.empty();

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
      names = "--num-retries",
      paramLabel = "N",
      description =
          "How often a request is sent before it is given up; 5 without it. None is sent again when"
              + " it has been failing for ten times --timeout.")
  Optional<Integer> attempts = Optional.empty();

  @Option(
      names = "--backend-retry-delay",
      paramLabel = "SECONDS",
      description =
          "How long to wait before a request is sent again; without it first a moment, then up to"
              + " 20 seconds, by chance.")
  Optional<Integer> pause = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long a server may be silent; 60 without it.")
  Optional<Integer> timeout = Optional.empty();

  private Optional<Boolean> pathStyle = Optional.empty();
  private Optional<Path> configuredAuthorities = Optional.empty();

  @Option(
      names = {"--asynchronous-upload"},
      description = "Accepted: volumes are always stored while the next one is packed.")
  boolean asynchronous;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description =
          "How many volumes are sent at a time while the next one is packed; 2 without it."
              + " Temporary files take the room of one volume more.")
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

  @Option(
      names = "--upload-limit",
      paramLabel = "SPEED",
      description =
          "How fast files are sent at most, like 20MiB/s; by the time of day as"
              + " 20MiB/s,22:00-06:00=unlimited.")
  Optional<String> uploadLimit = Optional.empty();

  /// @throws UsageException if it makes no sense
  Timetable uploadLimit() throws UsageException {
    try {
      return uploadLimit.map(TimetableText::parse).orElse(Timetable.UNLIMITED);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--upload-limit: " + e.getMessage());
    }
  }

  /// How many volumes may be on their way at a time.
  int uploadsInFlight() {
    return Math.max(1, concurrency.orElse(BackupRequest.USUAL_UPLOADS));
  }

  /// @throws UsageException if a number makes no sense
  void check() throws UsageException {
    atLeast("--num-retries", attempts, 0, "a number");
    atLeast("--backend-retry-delay", pause, 0, "a number of seconds");
    atLeast("--concurrency", concurrency, 0, "a number of volumes");
    if (concurrency.orElse(0) > MOST_UPLOADS) {
      throw new UsageException("--concurrency is at most " + MOST_UPLOADS);
    }
    atLeast("--timeout", timeout, 1, "a number of seconds, at least 1");
    atLeast("--s3-multipart-chunk-size", partSize, SMALLEST_PART, "a number of MiB, at least 5");
  }

  private static void atLeast(String name, Optional<Integer> number, int least, String words)
      throws UsageException {
    if (number.isPresent() && number.get() < least) {
      throw new UsageException(name + " is " + words);
    }
  }

  /// What a configuration says counts where no option says otherwise.
  ///
  /// @param directory where file names in it begin
  void addFrom(S3Config config, Path directory) {
    endpoint = endpoint.or(config::endpoint);
    region = region.or(config::region);
    pathStyle = config.pathStyle();
    kmsKey = kmsKey.or(config::kmsKey);
    configuredAuthorities = config.authorities().map(RawText::path).map(directory::resolve);
  }

  /// What the environment asks for, and then these options.
  S3Settings applied(S3Settings environment) {
    var settings = environment.withTransport(transport(environment.transport()));
    if (partSize.isPresent()) {
      settings = settings.withParts(partSize.get() * MIB, partSize.get() * MIB);
    }
    if (pathStyle.isPresent()) {
      settings = settings.withPathStyle(pathStyle.get());
    }
    var wanted = atRest();
    return wanted.isPresent() ? settings.withEncryptionAtRest(wanted.get()) : settings;
  }

  private Optional<AtRest> atRest() {
    if (sealedByKms || kmsKey.isPresent()) {
      return Optional.of(new AtRest.KmsKey(kmsKey));
    }
    return sealedAtRest ? Optional.of(new AtRest.StoragesKeys()) : Optional.empty();
  }

  private Transport transport(Transport environment) {
    return new Transport(
        Math.max(1, attempts.orElse(environment.attempts())),
        pause.map(Duration::ofSeconds),
        timeout.map(Duration::ofSeconds).orElse(environment.timeout()),
        region,
        inTheClear,
        authorities.map(RawText::path).or(() -> configuredAuthorities).or(environment::authorities),
        environment.pace());
  }
}
