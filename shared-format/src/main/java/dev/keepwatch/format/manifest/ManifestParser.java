package dev.keepwatch.format.manifest;

import dev.keepwatch.format.archive.ArchivePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a manifest, fed line by line.
///
/// Unknown lines are passed over, and every part but the volumes may be absent. Of two blocks for
/// the same volume the last one counts, and volumes above the number listed last are dropped: that
/// is what a resumed run of duplicity leaves behind (FORMAT.md §0.6).
///
/// As in duplicity, what a line is depends on its first word and not on its indentation. Unlike
/// there a manifest that lists no volume, or skips a number, is refused: a restore by it would
/// silently lack files.
public final class ManifestParser {

  /// No more digits than fit; what stands behind the colon does not matter.
  private static final Pattern VOLUME_NUMBER = Pattern.compile("([0-9]{1,9}):");

  private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

  private final BiConsumer<FileChange, ArchivePath> changedFiles;
  private final TreeMap<Integer, VolumeEntry> volumes = new TreeMap<>();
  private @Nullable String hostName;
  private byte @Nullable [] sourceDirectory;
  private @Nullable Binding binding;
  private OptionalLong announcedFiles = OptionalLong.empty();
  private @Nullable VolumeBlock open;
  private int lastNumber;
  private long line;

  /// @param changedFiles is told each line of the list of changed files
  public ManifestParser(BiConsumer<FileChange, ArchivePath> changedFiles) {
    this.changedFiles = changedFiles;
  }

  public ManifestParser() {
    this((change, path) -> {});
  }

  /// The next line, with or without its line end.
  ///
  /// @throws ManifestException if the line cannot be what its first word promises
  public void accept(byte[] text) throws ManifestException {
    line++;
    List<byte[]> words = words(text);
    if (words.size() < 2) {
      return;
    }
    try {
      understand(ascii(words.getFirst()), words);
    } catch (IllegalArgumentException e) {
      throw new ManifestException(line, String.valueOf(e.getMessage()));
    }
  }

  private void understand(String name, List<byte[]> words) throws ManifestException {
    byte[] value = words.get(1);
    if (name.equalsIgnoreCase(ManifestText.HOST)) {
      closeVolume();
      hostName = new String(value, StandardCharsets.UTF_8);
    } else if (name.equalsIgnoreCase(ManifestText.SOURCE)) {
      closeVolume();
      sourceDirectory = PathQuoting.unquote(value);
    } else if (name.equalsIgnoreCase(Binding.WORD)) {
      closeVolume();
      binding = Binding.parse(words.stream().map(ManifestParser::ascii).toList());
    } else if (name.equalsIgnoreCase(ManifestText.VOLUME)) {
      closeVolume();
      open = new VolumeBlock(volumeNumber(ascii(value)));
    } else if (name.equalsIgnoreCase(ManifestText.FILES)) {
      closeVolume();
      announcedFiles = count(ascii(value));
    } else if (open != null) {
      open.field(name, words);
    } else {
      var change = FileChange.ofWord(name);
      if (change.isPresent()) {
        changedFiles.accept(change.get(), path(value));
      }
    }
  }

  private static int volumeNumber(String text) {
    var header = VOLUME_NUMBER.matcher(text);
    int number = header.lookingAt() ? Integer.parseInt(header.group(1)) : 0;
    if (number < 1) {
      throw new IllegalArgumentException("a volume without a number");
    }
    return number;
  }

  /// A wrong count harms nobody, so one that is no number is none.
  private static OptionalLong count(String text) {
    return COUNT.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private void closeVolume() throws ManifestException {
    if (open != null) {
      var volume = open.close();
      if (volume.isEmpty()) {
        throw new ManifestException(
            line, "volume " + open.number() + " lacks its first or last path");
      }
      volumes.put(open.number(), volume.get());
      lastNumber = open.number();
      open = null;
    }
  }

  /// The manifest, after its last line.
  ///
  /// @throws ManifestException if a volume's block is not complete, a volume is not listed, or none
  ///   is
  public Manifest finish() throws ManifestException {
    closeVolume();
    volumes.tailMap(lastNumber, false).clear();
    if (volumes.size() != lastNumber || volumes.isEmpty()) {
      throw new ManifestException(line, "volume " + firstMissing() + " is not listed");
    }
    return new Manifest(
        Optional.ofNullable(hostName),
        Optional.ofNullable(sourceDirectory),
        Optional.ofNullable(binding),
        List.copyOf(volumes.values()),
        announcedFiles);
  }

  private int firstMissing() {
    int number = 1;
    while (volumes.containsKey(number)) {
      number++;
    }
    return number;
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

  static String ascii(byte[] word) {
    return new String(word, StandardCharsets.ISO_8859_1);
  }
}
