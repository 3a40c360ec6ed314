package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.cli.keys.ArchiveEnvelopes;
import dev.keepwatch.agent.cli.keys.KeyShelf;
import dev.keepwatch.agent.cli.keys.Passphrases;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.LocalTime;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.openpgp.GnuPgKeyring;
import dev.keepwatch.agent.pace.Pace;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageUrl;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.agent.storage.s3.S3Settings;
import dev.keepwatch.agent.storage.s3.S3Storage;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.TimeExpression;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Where the parts meet: machine, terminal and what was typed become an archive in use.
final class Composition {

  private final Machine machine;
  private final Terminal terminal;
  private final Options options;
  private final Directories directories;
  private final S3Choice s3;

  Composition(Machine machine, Terminal terminal, Options options) {
    this.machine = machine;
    this.terminal = terminal;
    this.options = options;
    this.directories = new Directories(machine);
    this.s3 = new S3Choice(machine.environment(), options.storage(), terminal);
  }

  Machine machine() {
    return machine;
  }

  Terminal terminal() {
    return terminal;
  }

  Options options() {
    return options;
  }

  Directories directories() {
    return directories;
  }

  LocalTime times() {
    return new LocalTime(machine.zone());
  }

  TimeExpression timeExpression() {
    return new TimeExpression(machine.clock().instant(), machine.zone());
  }

  /// The archive that the command line names.
  ///
  /// @param expectedSigner who must have signed what is read
  ArchiveSettings settings(String url, Optional<String> expectedSigner) throws UsageException {
    var place = url(url);
    var archive = options.archive();
    checkSigner(options.keys().signer());
    directories.checkKeyrings(options.keys().keyrings);
    var gpg = options.keys().gpg();
    String cacheName = archive.cacheName.orElseGet(() -> Directories.cacheName(place));
    if (cacheName.isEmpty() || cacheName.contains("/")) {
      throw new UsageException("--name is one plain name, not '" + cacheName + "'");
    }
    var passphrases =
        new Passphrases(
            machine.variable("PASSPHRASE"), machine.variable("SIGN_PASSPHRASE"), machine.prompt());
    return new ArchiveSettings(
        place,
        archive.names(),
        options.keys().sealing(),
        expectedSigner,
        options.storage().volumeClass(),
        options.storage().uploadLimit(),
        directories.cacheRoot(archive.cacheRoot).resolve(RawText.path(cacheName)),
        gpg.level().filter(any -> !options.keys().noEncryption),
        shelf(
            options.keys().keyrings,
            Path.of(""),
            new GnuPgKeyring(options.keys().gpgProgram, gpg.home())),
        passphrases);
  }

  /// What can be no key is no question for GnuPG.
  private static void checkSigner(Optional<String> name) throws UsageException {
    if (name.isPresent() && !KeyShelf.isName(name.get())) {
      throw new UsageException(
          ExitCode.SIGN_KEY,
          "--sign-key '"
              + name.get()
              + "' names no key: give a key file, a key id, a fingerprint or a mail address");
    }
  }

  /// @param base where relative file names of keys begin
  KeyShelf shelf(List<String> keyrings, Path base, GnuPgKeyring gnuPg) {
    return new KeyShelf(directories.keys(keyrings), base, gnuPg, terminal::info);
  }

  StorageUrl url(String text) throws UsageException {
    return s3.url(text);
  }

  /// Which S3 is meant, and as whom.
  S3Choice s3() {
    return s3;
  }

  /// Opens an archive to read it.
  OpenArchive open(ArchiveSettings settings) {
    return open(settings, false, Hindsight.none());
  }

  /// Opens an archive to read what `--stored-before` lets through of it. Who deletes must see all.
  OpenArchive openInHindsight(ArchiveSettings settings) throws UsageException {
    return open(settings, false, hindsight());
  }

  private Hindsight hindsight() throws UsageException {
    Optional<String> text = options.hindsight().storedBefore;
    if (text.isEmpty()) {
      return Hindsight.none();
    }
    try {
      return new Hindsight(Optional.of(timeExpression().resolve(text.get())));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--stored-before: " + e.getMessage());
    }
  }

  /// Opens an archive to add to it. A directory is made by the first backup; a bucket never is.
  OpenArchive openForBackup(ArchiveSettings settings) {
    return open(settings, settings.url() instanceof StorageUrl.FileUrl, Hindsight.none());
  }

  private OpenArchive open(ArchiveSettings settings, boolean absentIsEmpty, Hindsight hindsight) {
    var pool = settings.level().map(DeflatePool::ofLevel).orElseGet(DeflatePool::new);
    var envelopes =
        new ArchiveEnvelopes(
            settings.sealing(),
            settings.expectedSigner(),
            settings.shelf(),
            settings.passphrases(),
            pool,
            machine.clock());
    var storage =
        new WatchedStorage(
            storage(settings),
            settings.names(),
            absentIsEmpty,
            hindsight,
            catalog -> tellLastFull(catalog, hindsight));
    return new OpenArchive(
        new Archive(storage, settings.names(), envelopes),
        envelopes,
        pool,
        settings.cacheDirectory());
  }

  private Storage storage(ArchiveSettings settings) {
    var known = s3.settings();
    var wanted = settings.volumeClass().map(known::withVolumeClass).orElse(known);
    var pace = pace(settings);
    return storage(settings.url(), wanted.withPace(pace), settings.names(), pace);
  }

  /// A place for small files that belong to no archive.
  Storage plainStorage(StorageUrl url) {
    return storage(url, s3.settings(), NamingScheme.standard(), Pace.NONE);
  }

  private Storage storage(StorageUrl url, S3Settings settings, NamingScheme names, Pace pace) {
    return switch (url) {
      case StorageUrl.FileUrl(var directory) -> new FileStorage(directory, pace);
      case StorageUrl.S3Url bucket -> S3Storage.open(bucket, settings, names, terminal::notice);
    };
  }

  private Pace pace(ArchiveSettings settings) {
    return new Pace(
        settings.uploadLimit(),
        () -> java.time.LocalTime.ofInstant(machine.clock().instant(), machine.zone()),
        System::nanoTime,
        TimeUnit.NANOSECONDS::sleep);
  }

  private void tellLastFull(Catalog catalog, Hindsight hindsight) {
    if (hindsight.leftOut() > 0) {
      terminal.notice(
          "%s stored later than --stored-before: looked past."
              .formatted(Count.of(hindsight.leftOut(), "file was", "files were")));
    }
    String date =
        catalog
            .newestChain()
            .map(Chain::start)
            .map(start -> times().of(start.instant()))
            .orElse("none");
    terminal.notice("Last full backup date: " + date);
  }
}
