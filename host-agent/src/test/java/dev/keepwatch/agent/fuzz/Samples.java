package dev.keepwatch.agent.fuzz;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.tar.TarHeader;
import dev.keepwatch.agent.tar.TarWriter;
import dev.keepwatch.agent.tree.Attributes;
import dev.keepwatch.agent.tree.Details;
import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.FileMetadata.DeviceNumbers;
import dev.keepwatch.agent.tree.LinkGroup;
import dev.keepwatch.agent.tree.LinkTarget;
import dev.keepwatch.agent.tree.Owner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Sound files to be damaged: what duplicity wrote, cut to a size that goes fast, and what we
/// write.
final class Samples {

  private static final int ENOUGH = 40 * 512;

  private Samples() {}

  private static List<byte[]> fixtures(String variant, String suffix, int most) throws IOException {
    var samples = new ArrayList<byte[]>();
    try (var files = Files.list(Fixtures.target(variant))) {
      for (Path file : files.sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(suffix)) {
          samples.add(bytes.length > most ? Arrays.copyOf(bytes, most) : bytes);
        }
      }
    }
    return samples;
  }

  static List<byte[]> tars() throws IOException {
    var samples = new ArrayList<byte[]>(fixtures("mini-nocomp", ".difftar", ENOUGH));
    samples.add(own(false));
    samples.add(gnu());
    return samples;
  }

  static List<byte[]> signatureArchives() throws IOException {
    var samples = new ArrayList<byte[]>(fixtures("mini-nocomp", ".sigtar", 200 * 512));
    samples.add(own(true));
    return samples;
  }

  static List<byte[]> gzipFiles() throws IOException {
    return fixtures("noenc", "sigtar.gz", 1 << 18);
  }

  static List<byte[]> manifests() throws IOException {
    var samples = new ArrayList<byte[]>();
    for (String variant : List.of("noenc", "mini-nocomp", "dup3-noenc")) {
      samples.addAll(fixtures(variant, "manifest", 1 << 16));
    }
    return samples;
  }

  /// Everything that our writer can say of an entry.
  private static byte[] own(boolean signatures) throws IOException {
    var out = new ByteArrayOutputStream();
    var tar = new TarWriter(out);
    String kind = signatures ? "signature/" : "snapshot/";
    member(tar, "snapshot/./", metadata(EntryType.DIRECTORY, ""), new byte[0]);
    byte[] magic = {
      0x72, 0x73, 1, 0x36, 0, 0, 2, 0, 0, 0, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2
    };
    member(tar, kind + "a".repeat(150), metadata(EntryType.REGULAR, ""), magic);
    member(tar, kind + "caf\u00e9", metadata(EntryType.REGULAR, ""), magic);
    member(tar, "snapshot/link", metadata(EntryType.SYMLINK, "b".repeat(120)), new byte[0]);
    member(tar, "snapshot/fifo", metadata(EntryType.FIFO, ""), new byte[0]);
    member(tar, "snapshot/null", metadata(EntryType.CHARACTER_DEVICE, ""), new byte[0]);
    member(tar, "deleted/x", FileMetadata.NOTHING, new byte[0]);
    tar.finish();
    return out.toByteArray();
  }

  private static FileMetadata metadata(EntryType type, String target) {
    byte[] value = new byte[300];
    new Random(1).nextBytes(value);
    var attributes = Attributes.of(Map.of("user.one", value, "user.b=%", new byte[] {1}));
    boolean regular = type == EntryType.REGULAR;
    var details =
        new Details(
            true, 123_456_789, 24, regular, new LinkGroup(regular ? "9:9" : ""), attributes);
    return new FileMetadata(
        type,
        0644,
        new Owner(3_000_000_000L, 7, "somebody", "gr\u00fcppe"),
        1_600_000_000L,
        new LinkTarget(target.getBytes(StandardCharsets.UTF_8)),
        type.isDevice() ? new DeviceNumbers(1, 3) : DeviceNumbers.NONE,
        details);
  }

  private static void member(TarWriter tar, String name, FileMetadata metadata, byte[] body)
      throws IOException {
    tar.begin(new TarHeader(name.getBytes(StandardCharsets.UTF_8), metadata, body.length));
    tar.write(body, 0, body.length);
    tar.end();
  }

  /// As GNU tar writes it, long names and large numbers in its own ways.
  private static byte[] gnu() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar =
        new org.apache.commons.compress.archivers.tar.TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(
          org.apache.commons.compress.archivers.tar.TarArchiveOutputStream.LONGFILE_GNU);
      tar.setBigNumberMode(
          org.apache.commons.compress.archivers.tar.TarArchiveOutputStream.BIGNUMBER_STAR);
      var entry =
          new org.apache.commons.compress.archivers.tar.TarArchiveEntry(
              "snapshot/" + "long/".repeat(40) + "name");
      entry.setUserId(1L << 40);
      entry.setSize(3);
      tar.putArchiveEntry(entry);
      tar.write(new byte[3]);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }
}
