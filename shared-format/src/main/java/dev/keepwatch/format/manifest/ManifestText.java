package dev.keepwatch.format.manifest;

import dev.keepwatch.format.archive.ArchivePath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The lines of a manifest, byte for byte as duplicity writes them (FORMAT.md §3).
///
/// A manifest is written piece by piece: header, binding, one block for each volume, then the list
/// of changed files. [ManifestParser] reads what this writes.
public final class ManifestText {

  static final String HOST = "Hostname";
  static final String SOURCE = "Localdir";
  static final String VOLUME = "Volume";
  static final String START = "StartingPath";
  static final String END = "EndingPath";
  static final String HASH = "Hash";
  static final String FILES = "Filelist";

  private ManifestText() {}

  /// The first two lines.
  ///
  /// @throws IllegalArgumentException if the name of the host is empty or contains white space,
  ///   which could not be read again
  public static byte[] header(String hostName, byte[] sourceDirectory) {
    if (hostName.isEmpty() || hostName.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("not the name of a host: '" + hostName + "'");
    }
    var out = new Lines();
    out.text(HOST + " " + hostName + "\n");
    return out.text(SOURCE + " ").bytes(PathQuoting.quote(sourceDirectory)).text("\n").done();
  }

  /// The line behind the header that binds the manifest to its set.
  public static byte[] binding(Binding binding) {
    return new Lines().text(binding.toLine()).done();
  }

  /// The block of one volume.
  public static byte[] volume(VolumeEntry volume) {
    var out = new Lines();
    out.text(VOLUME + " " + volume.number() + ":\n");
    out.text("    " + START + "   ").bytes(position(volume.start())).text("\n");
    out.text("    " + END + "     ").bytes(position(volume.end())).text("\n");
    volume
        .hash()
        .ifPresent(
            hash -> out.text("    " + HASH + " " + hash.algorithm() + " " + hash.hex() + "\n"));
    return out.done();
  }

  private static byte[] position(PathPosition position) {
    String part = position.part().isPresent() ? "" + position.part().getAsInt() : " ";
    return new Lines().bytes(path(position.path())).text(" " + part).done();
  }

  private static byte[] path(ArchivePath path) {
    return path.isRoot() ? new byte[] {'.'} : PathQuoting.quote(path.bytes());
  }

  /// The line before the list of changed files.
  public static byte[] changedFiles(long count) {
    return new Lines().text(FILES + " " + count + "\n").done();
  }

  /// A line of the list of changed files.
  public static byte[] changedFile(FileChange change, ArchivePath path) {
    return new Lines()
        .text("    %-7s  ".formatted(change.word()))
        .bytes(path(path))
        .text("\n")
        .done();
  }

  private static final class Lines {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Lines text(String text) {
      return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Lines bytes(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    byte[] done() {
      return out.toByteArray();
    }
  }
}
