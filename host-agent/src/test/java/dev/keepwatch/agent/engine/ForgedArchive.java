package dev.keepwatch.agent.engine;

import dev.keepwatch.agent.storage.MemoryStorage;
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
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.ManifestText;
import dev.keepwatch.format.manifest.PathPosition;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// An archive that somebody wrote by hand, member by member, with digests that fit: whatever is
/// wrong with it is in its members.
public final class ForgedArchive {

  public static final Owner NOBODY = new Owner(0, 0, "", "");

  private static final int CHECKSUM = 148;
  private static final int TYPE = 156;

  private final MemoryStorage storage = new MemoryStorage();
  private final ByteArrayOutputStream volume = new ByteArrayOutputStream();
  private TarWriter tar = new TarWriter(volume);
  private final ByteArrayOutputStream manifest = new ByteArrayOutputStream();
  private int volumes;

  public ForgedArchive() {
    manifest.writeBytes(ManifestText.header("host", new byte[] {'/'}));
  }

  public ForgedArchive directory(String name) throws IOException {
    return member(name, metadata(EntryType.DIRECTORY, ""), new byte[0]);
  }

  public ForgedArchive file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  public ForgedArchive file(String name, byte[] content) throws IOException {
    return member(name, metadata(EntryType.REGULAR, ""), content);
  }

  public ForgedArchive link(String name, String target) throws IOException {
    return member(name, metadata(EntryType.SYMLINK, target), new byte[0]);
  }

  /// One of several names of a file, as Keepwatch writes it.
  public ForgedArchive named(String name, String group, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    var details = new Details(true, 0, bytes.length, false, new LinkGroup(group), Attributes.NONE);
    return member(name, metadata(EntryType.REGULAR, "").with(details), bytes);
  }

  /// A hard link as other tars write it.
  public ForgedArchive hardLink(String name, String target) throws IOException {
    var alone = new ByteArrayOutputStream();
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    new TarWriter(alone).writeEmpty(new TarHeader(bytes, metadata(EntryType.SYMLINK, target), 0));
    byte[] block = alone.toByteArray();
    block[TYPE] = '1';
    Arrays.fill(block, CHECKSUM, CHECKSUM + 8, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, block, CHECKSUM, digits.length);
    volume.writeBytes(block);
    return this;
  }

  private ForgedArchive member(String name, FileMetadata metadata, byte[] content)
      throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    tar.begin(new TarHeader(bytes, metadata, content.length));
    tar.write(content, 0, content.length);
    tar.end();
    return this;
  }

  /// A file that belongs to somebody and runs as him.
  public ForgedArchive program(String name, Owner owner) throws IOException {
    var metadata =
        new FileMetadata(
            EntryType.REGULAR, 04755, owner, 1_600_000_000L, LinkTarget.NONE, DeviceNumbers.NONE);
    return member(name, metadata, new byte[1]);
  }

  public static FileMetadata metadata(EntryType type, String target) {
    int mode = type == EntryType.DIRECTORY ? 0755 : 0644;
    var link = new LinkTarget(target.getBytes(StandardCharsets.UTF_8));
    return new FileMetadata(type, mode, NOBODY, 1_600_000_000L, link, DeviceNumbers.NONE);
  }

  /// Ends the volume; it claims to hold everything from the root to `end`.
  public ForgedArchive volumeUpTo(String end) {
    volumes++;
    byte[] content = volume.toByteArray();
    storage.put("duplicity-full.20231114T221320Z.vol" + volumes + ".difftar", content);
    manifest.writeBytes(
        ManifestText.volume(
            new VolumeEntry(
                volumes,
                PathPosition.whole(ArchivePath.root()),
                PathPosition.whole(ArchivePath.of(end)),
                Optional.of(VolumeHash.sha1(sha1(content))))));
    volume.reset();
    tar = new TarWriter(volume);
    return this;
  }

  private static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The storage with the set finished.
  public MemoryStorage storage() {
    storage.put("duplicity-full.20231114T221320Z.manifest", manifest.toByteArray());
    return storage;
  }
}
