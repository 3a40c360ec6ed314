package dev.keepwatch.format.manifest;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reads a manifest, fed line by line.
///
/// Unknown lines are passed over, and every part but the volumes may be absent. Of two blocks for
/// the same volume the last one counts, and volumes above the number listed last are dropped: that
/// is what a resumed run of duplicity leaves behind (FORMAT.md §0.6).
public final class ManifestParser {

  private final BiConsumer<FileChange, ArchivePath> changedFiles;
  private final TreeMap<Integer, VolumeEntry> volumes = new TreeMap<>();
  private @Nullable String hostName;
  private byte @Nullable [] sourceDirectory;
  private OptionalLong announcedFiles = OptionalLong.empty();
  private @Nullable OpenVolume open;
  private int lastNumber;
  private long line;

  /// @param changedFiles is told each line of the list of changed files
  public ManifestParser(BiConsumer<FileChange, ArchivePath> changedFiles) {
    this.changedFiles = changedFiles;
  }

  public ManifestParser() {
    this((change, path) -> {});
  }

  /// The next line, without its line feed.
  ///
  /// @throws ManifestException if the line cannot be what its first word promises
  public void accept(byte[] text) throws ManifestException {
    line++;
    List<byte[]> words = words(text);
    if (words.isEmpty()) {
      return;
    }
    try {
      boolean indented = text[0] == ' ' || text[0] == '\t';
      if (indented) {
        field(words);
      } else {
        heading(words);
      }
    } catch (IllegalArgumentException e) {
      throw new ManifestException(line, String.valueOf(e.getMessage()));
    }
  }

  /// The manifest, after its last line.
  ///
  /// @throws ManifestException if a volume's block is not complete
  public Manifest finish() throws ManifestException {
    closeVolume();
    volumes.tailMap(lastNumber, false).clear();
    return new Manifest(
        Optional.ofNullable(hostName),
        Optional.ofNullable(sourceDirectory),
        new ArrayList<>(volumes.values()),
        announcedFiles);
  }

  private void heading(List<byte[]> words) throws ManifestException {
    closeVolume();
    String first = ascii(words.getFirst()).toLowerCase(Locale.ROOT);
    if (words.size() < 2) {
      return;
    }
    byte[] value = words.get(1);
    if (first.equals(ManifestText.HOST.toLowerCase(Locale.ROOT))) {
      hostName = new String(value, StandardCharsets.UTF_8);
    } else if (first.equals(ManifestText.SOURCE.toLowerCase(Locale.ROOT))) {
      sourceDirectory = PathQuoting.unquote(value);
    } else if (first.equals(ManifestText.FILES.toLowerCase(Locale.ROOT))) {
      announcedFiles = OptionalLong.of(Long.parseLong(ascii(value)));
    } else if (first.equals(ManifestText.VOLUME.toLowerCase(Locale.ROOT))) {
      open = new OpenVolume(volumeNumber(ascii(value)));
    }
  }

  private static int volumeNumber(String text) {
    if (!text.matches("[0-9]{1,9}:.*") || text.startsWith("0:")) {
      throw new IllegalArgumentException("a volume without a number");
    }
    return Integer.parseInt(text.substring(0, text.indexOf(':')));
  }

  private void field(List<byte[]> words) {
    if (open != null) {
      open.field(words);
    } else if (announcedFiles.isPresent() && words.size() == 2) {
      FileChange.ofWord(ascii(words.getFirst()))
          .ifPresent(change -> changedFiles.accept(change, path(words.get(1))));
    }
  }

  private void closeVolume() throws ManifestException {
    if (open != null) {
      var volume = open.close().orElse(null);
      if (volume == null) {
        throw new ManifestException(
            line, "volume " + open.number + " lacks its first or last path");
      }
      volumes.put(volume.number(), volume);
      lastNumber = volume.number();
      open = null;
    }
  }

  private static List<byte[]> words(byte[] text) {
    var words = new ArrayList<byte[]>();
    int start = -1;
    for (int i = 0; i <= text.length; i++) {
      boolean space = i == text.length || text[i] == ' ' || text[i] >= '\t' && text[i] <= '\r';
      if (!space && start < 0) {
        start = i;
      } else if (space && start >= 0) {
        words.add(Arrays.copyOfRange(text, start, i));
        start = -1;
      }
    }
    return words;
  }

  static ArchivePath path(byte[] quoted) {
    byte[] bytes = PathQuoting.unquote(quoted);
    return bytes.length == 1 && bytes[0] == '.' ? ArchivePath.root() : ArchivePath.of(bytes);
  }

  private static String ascii(byte[] word) {
    return new String(word, StandardCharsets.ISO_8859_1);
  }

  /// A volume's block, as far as it was read.
  private static final class OpenVolume {
    private final int number;
    private @Nullable PathPosition start;
    private @Nullable PathPosition end;
    private @Nullable VolumeHash hash;

    OpenVolume(int number) {
      this.number = number;
    }

    void field(List<byte[]> words) {
      String name = ascii(words.getFirst()).toLowerCase(Locale.ROOT);
      if (name.equals(ManifestText.START.toLowerCase(Locale.ROOT)) && words.size() > 1) {
        start = position(words);
      } else if (name.equals(ManifestText.END.toLowerCase(Locale.ROOT)) && words.size() > 1) {
        end = position(words);
      } else if (name.equals(ManifestText.HASH.toLowerCase(Locale.ROOT)) && words.size() > 2) {
        prefer(new VolumeHash(ascii(words.get(1)), ascii(words.get(2))));
      }
    }

    private void prefer(VolumeHash candidate) {
      if (hash == null || rank(candidate) > rank(hash)) {
        hash = candidate;
      }
    }

    private static int rank(VolumeHash hash) {
      return switch (hash.algorithm()) {
        case "SHA1" -> 2;
        case "MD5" -> 1;
        default -> 0;
      };
    }

    private static PathPosition position(List<byte[]> words) {
      var path = path(words.get(1));
      return words.size() > 2
          ? PathPosition.part(path, Integer.parseInt(ascii(words.get(2))))
          : PathPosition.whole(path);
    }

    Optional<VolumeEntry> close() {
      return start == null || end == null
          ? Optional.empty()
          : Optional.of(new VolumeEntry(number, start, end, Optional.ofNullable(hash)));
    }
  }
}
