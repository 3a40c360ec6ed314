package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.agent.backup.SetDetails;
import dev.keepwatch.agent.cli.keys.KeyShelf;
import dev.keepwatch.agent.cli.keys.Passphrases;
import dev.keepwatch.agent.cli.keys.Prompt;
import dev.keepwatch.agent.cli.keys.Sealing;
import dev.keepwatch.agent.config.HostConfig;
import dev.keepwatch.agent.config.JobConfig;
import dev.keepwatch.agent.config.Protection;
import dev.keepwatch.agent.config.Protection.PassphraseSource;
import dev.keepwatch.agent.envelope.openpgp.GnuPgKeyring;
import dev.keepwatch.agent.envelope.openpgp.MessageForm;
import dev.keepwatch.agent.selection.Choice;
import dev.keepwatch.agent.storage.StorageUrl;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.retention.RetentionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Turns configured jobs into backups that can be made.
final class ConfiguredJobs {

  private static final long VOLUME_SIZE = 200L << 20;

  private final Composition parts;
  private final HostConfig config;
  private final Sealing sealing;
  private final KeyShelf shelf;
  private final Passphrases passphrases;

  /// @param directory that of the configuration; file names in it begin there
  ConfiguredJobs(Composition parts, HostConfig config, Path directory)
      throws IOException, UsageException {
    this.parts = parts;
    this.config = config;
    this.sealing = sealing(config.protection());
    this.shelf = parts.shelf(List.of(), directory, new GnuPgKeyring());
    this.passphrases =
        new Passphrases(
            passphrase(config.protection(), directory), Optional.empty(), Prompt.NOBODY);
  }

  private static Sealing sealing(Protection protection) {
    return switch (protection) {
      case Protection.None() -> sealing(false, List.of(), List.of(), Optional.empty());
      case Protection.Symmetric(var passphrase) ->
          sealing(true, List.of(), List.of(), Optional.empty());
      case Protection.Keys(var encrypt, var hidden, var sign, var passphrase) ->
          sealing(true, encrypt, hidden, sign);
    };
  }

  private static Sealing sealing(
      boolean encrypted, List<String> encrypt, List<String> hidden, Optional<String> signer) {
    return new Sealing(encrypted, true, encrypt, hidden, signer, MessageForm.USUAL);
  }

  private static Optional<String> passphrase(Protection protection, Path directory)
      throws IOException, UsageException {
    Optional<PassphraseSource> source =
        switch (protection) {
          case Protection.None() -> Optional.empty();
          case Protection.Symmetric(var passphrase) -> Optional.of(passphrase);
          case Protection.Keys keys -> keys.passphrase();
        };
    return source.isEmpty()
        ? Optional.empty()
        : Optional.of(new PassphraseReader(directory).read(source.get()));
  }

  /// @param dryRun whether only to tell what would be done
  BackupTask task(JobConfig job, boolean dryRun) throws UsageException {
    return new BackupTask(
        settings(job),
        BackupRequest.Kind.EITHER,
        job.source(),
        hostName(),
        Choice.of(job.rules()),
        config.fullIfOlderThan(),
        config.volumeSizeBytes().orElse(VOLUME_SIZE),
        config.upload().parallel().orElse(BackupRequest.USUAL_UPLOADS),
        false,
        SetDetails.USUAL,
        dryRun,
        temporary(),
        true);
  }

  private ArchiveSettings settings(JobConfig job) throws UsageException {
    var url = parts.url(config.url(job));
    return new ArchiveSettings(
        url,
        NamingScheme.standard(),
        sealing,
        Optional.empty(),
        config.storageClass(),
        config.upload().limit(),
        cacheRoot().resolve(Directories.cacheName(url)),
        Optional.empty(),
        shelf,
        passphrases);
  }

  /// Which backups of a job stay, if that is for this host to say.
  Optional<RetentionPolicy> keep() {
    return config.keep();
  }

  /// The place that holds the archives of all jobs.
  StorageUrl target() throws UsageException {
    return parts.url(config.target());
  }

  /// A place beside the archives.
  ///
  /// @param folder below the target
  StorageUrl beside(String folder) throws UsageException {
    return parts.url(config.url(folder));
  }

  /// The host's name, as the configuration has it.
  String hostName() {
    return config.host().orElse(parts.machine().hostName());
  }

  /// Where temporary files lie.
  Path temporary() throws UsageException {
    return parts.directories().temporary(parts.options().general().temporary.or(config::temporary));
  }

  /// Where the lock lies that keeps a second run of this job away.
  Path lock(JobConfig job) throws UsageException {
    String name = Directories.cacheName(parts.url(config.url(job)));
    return cacheRoot().resolve("run-" + name + ".lock");
  }

  private Path cacheRoot() {
    return parts.directories().cacheRoot(config.cache());
  }
}
