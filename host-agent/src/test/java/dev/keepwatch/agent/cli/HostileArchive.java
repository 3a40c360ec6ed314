package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.engine.ForgedArchive;
import dev.keepwatch.agent.tar.TarHeader;
import dev.keepwatch.agent.tar.TarWriter;
import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.ManifestText;
import dev.keepwatch.format.manifest.PathPosition;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// An archive in a directory that somebody made up: small, with digests that fit, and too much of
/// something in it.
final class HostileArchive {

  private static final String FULL = "duplicity-full.20231114T221320Z";
  private static final String INC = "duplicity-inc.20231114T221320Z.to.20231114T231320Z";

  /// What stands in a volume.
  @FunctionalInterface
  interface Content {
    void to(Members members) throws IOException;
  }

  private final Path directory;

  HostileArchive(Path directory) throws IOException {
    this.directory = Files.createDirectory(directory);
  }

  String url() {
    return "file://" + directory;
  }

  HostileArchive full(Content content) throws IOException {
    return set(FULL, content);
  }

  HostileArchive increment(Content content) throws IOException {
    return set(INC, content);
  }

  private HostileArchive set(String name, Content content) throws IOException {
    var digest = sha1();
    Path volume = directory.resolve(name + ".vol1.difftar.gz");
    try (var file = new DigestOutputStream(Files.newOutputStream(volume), digest);
        var gzip = new FastGzip(file)) {
      content.to(new Members(gzip));
    }
    String hex = HexFormat.of().formatHex(digest.digest());
    var manifest = new ByteArrayOutputStream();
    manifest.writeBytes(ManifestText.header("host", new byte[] {'/'}));
    manifest.writeBytes(
        ManifestText.volume(
            new VolumeEntry(
                1,
                PathPosition.whole(ArchivePath.root()),
                PathPosition.whole(ArchivePath.of("zzz")),
                Optional.of(VolumeHash.sha1(hex)))));
    Files.write(directory.resolve(name + ".manifest"), manifest.toByteArray());
    return this;
  }

  /// The signature archive of the full.
  HostileArchive signatures(Content content) throws IOException {
    Path file = directory.resolve("duplicity-full-signatures.20231114T221320Z.sigtar.gz");
    try (var gzip = new FastGzip(Files.newOutputStream(file))) {
      var members = new Members(gzip);
      content.to(members);
      members.tar.finish();
    }
    return this;
  }

  /// Another manifest for the full.
  OutputStream manifest() throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(directory.resolve(FULL + ".manifest")));
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 65536);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /// The members of a tar stream.
  static final class Members {
    private final OutputStream out;
    private final TarWriter tar;

    Members(OutputStream out) {
      this.out = out;
      this.tar = new TarWriter(out);
    }

    Members directory(String name) throws IOException {
      return member(name, ForgedArchive.metadata(EntryType.DIRECTORY, ""), new byte[0]);
    }

    Members file(String name, byte[] body) throws IOException {
      return member(name, ForgedArchive.metadata(EntryType.REGULAR, ""), body);
    }

    Members member(String name, FileMetadata metadata, byte[] body) throws IOException {
      tar.begin(new TarHeader(name.getBytes(UTF_8), metadata, body.length));
      tar.write(body, 0, body.length);
      tar.end();
      return this;
    }

    /// A header of this type, whatever it claims, and what follows it.
    Members raw(char type, String name, String size, byte[] body) throws IOException {
      byte[] header = new byte[512];
      put(header, 0, name);
      put(header, 100, "0000644\0" + "0000000\0" + "0000000\0" + size + "\0");
      put(header, 136, "00000000000\0");
      header[156] = (byte) type;
      put(header, 257, "ustar\00000");
      put(header, 148, "        ");
      int sum = 0;
      for (byte b : header) {
        sum += b & 0xff;
      }
      put(header, 148, "%06o\0 ".formatted(sum));
      out.write(header);
      out.write(body);
      out.write(new byte[(512 - body.length % 512) % 512]);
      return this;
    }

    private static void put(byte[] header, int at, String text) {
      byte[] bytes = text.getBytes(US_ASCII);
      System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, header.length - at));
    }

    /// A file of zeros in parts, so long.
    Members zeros(String path, int parts) throws IOException {
      byte[] part = new byte[65536];
      for (int i = 1; i <= parts; i++) {
        file("multivol_snapshot/" + path + "/" + i, part);
      }
      return file("multivol_snapshot/" + path + "/" + (parts + 1), new byte[0]);
    }
  }
}
