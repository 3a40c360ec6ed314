package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.cli.keys.ArchiveEnvelopes;
import dev.keepwatch.agent.cli.keys.KeyShelf;
import dev.keepwatch.agent.cli.keys.Passphrases;
import dev.keepwatch.agent.cli.output.LocalTime;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.openpgp.GnuPgKeyring;
import dev.keepwatch.agent.identity.aws.AwsAccount;
import dev.keepwatch.agent.pace.Pace;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageUrl;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.agent.storage.s3.S3Settings;
import dev.keepwatch.agent.storage.s3.S3Storage;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.TimeExpression;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Where the parts meet: machine, terminal and what was typed become an archive in use.
final class Composition {

  private static final String ENDPOINT = "AWS_ENDPOINT_URL_S3";

  private final Machine machine;
  private final Terminal terminal;
  private final Options options;
  private final Directories directories;
  private boolean toldServer;

  Composition(Machine machine, Terminal terminal, Options options) {
    this.machine = machine;
    this.terminal = terminal;
    this.options = options;
    this.directories = new Directories(machine);
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
    try {
      boolean file = text.regionMatches(true, 0, "file:", 0, 5);
      var url = StorageUrl.parse(escaped(text), file ? Optional.empty() : s3Settings().endpoint());
      if (url instanceof S3Url s3) {
        s3Settings().check();
        return atChosenServer(s3);
      }
      return url;
    } catch (IllegalArgumentException e) {
      throw new UsageException(ExitCode.BAD_URL, String.valueOf(e.getMessage()));
    }
  }

  /// A URL may name Amazon's server where today another is meant: what was chosen for S3 alone goes
  /// before it, as in Amazon's own programs.
  private StorageUrl atChosenServer(S3Url url) {
    boolean chosen = !s3Environment().getOrDefault(ENDPOINT, "").isBlank();
    var amazon =
        url.endpoint()
            .map(URI::getHost)
            .filter(host -> host.matches(".*\\.amazonaws\\.com(\\.cn)?"));
    var server = s3Settings().endpoint();
    if (!chosen || amazon.isEmpty() || server.equals(url.endpoint()) || server.isEmpty()) {
      return url;
    }
    if (!toldServer) {
      toldServer = true;
      terminal.notice(
          "The URL names the server %s; %s, which %s names, is used instead."
              .formatted(amazon.get(), server.get(), ENDPOINT + " or --s3-endpoint-url"));
    }
    return new S3Url(url.bucket(), url.prefix(), server);
  }

  /// The URL in ASCII: what its bytes mean shall not depend on the locale.
  private static String escaped(String url) {
    var escaped = new StringBuilder();
    for (byte b : RawText.encode(url)) {
      if (b < 0) {
        escaped.append("%%%02X".formatted(b & 0xff));
      } else {
        escaped.append((char) b);
      }
    }
    return escaped.toString();
  }

  /// The variables that tell where S3 is.
  Map<String, String> s3Environment() {
    var environment = new HashMap<>(machine.environment());
    options.storage().endpoint.ifPresent(url -> environment.put(ENDPOINT, url));
    return environment;
  }

  private S3Settings s3Settings() {
    return options.storage().applied(S3Settings.from(s3Environment()));
  }

  /// The AWS account that the operator's credentials are for.
  AwsAccount account() throws UsageException {
    try {
      var settings = s3Settings();
      settings.check();
      return new AwsAccount(machine.environment(), settings.transport());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /// Opens an archive to read it.
  OpenArchive open(ArchiveSettings settings) {
    return open(settings, false);
  }

  /// Opens an archive to add to it. A directory is made by the first backup; a bucket never is.
  OpenArchive openForBackup(ArchiveSettings settings) {
    return open(settings, settings.url() instanceof StorageUrl.FileUrl);
  }

  private OpenArchive open(ArchiveSettings settings, boolean absentIsEmpty) {
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
        new WatchedStorage(storage(settings), settings.names(), absentIsEmpty, this::tellLastFull);
    return new OpenArchive(
        new Archive(storage, settings.names(), envelopes),
        envelopes,
        pool,
        settings.cacheDirectory());
  }

  private Storage storage(ArchiveSettings settings) {
    var known = s3Settings();
    var wanted = settings.volumeClass().map(known::withVolumeClass).orElse(known);
    var pace = pace(settings);
    return storage(settings.url(), wanted.withPace(pace), settings.names(), pace);
  }

  /// A place for small files that belong to no archive.
  Storage plainStorage(StorageUrl url) {
    return storage(url, s3Settings(), NamingScheme.standard(), Pace.NONE);
  }

  private Storage storage(StorageUrl url, S3Settings s3, NamingScheme names, Pace pace) {
    return switch (url) {
      case StorageUrl.FileUrl(var directory) -> new FileStorage(directory, pace);
      case StorageUrl.S3Url bucket -> S3Storage.open(bucket, s3, names, terminal::notice);
    };
  }

  private Pace pace(ArchiveSettings settings) {
    return new Pace(
        settings.uploadLimit(),
        () -> java.time.LocalTime.ofInstant(machine.clock().instant(), machine.zone()),
        System::nanoTime,
        TimeUnit.NANOSECONDS::sleep);
  }

  private void tellLastFull(Catalog catalog) {
    String date =
        catalog
            .newestChain()
            .map(Chain::start)
            .map(start -> times().of(start.instant()))
            .orElse("none");
    terminal.notice("Last full backup date: " + date);
  }
}
