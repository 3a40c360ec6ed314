package dev.keepwatch.agent.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keepwatch.format.naming.SetId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A file of lines, from [#makeDurable] on each on the disk before the call that wrote it returns.
///
/// Each line ends with a checksum. What stands behind the last sound line was being written when
/// the machine stopped, and counts for nothing.
final class Journal implements Closeable {

  private static final String HEADER = "keepwatch-journal";
  private static final String VERSION = "2";
  private static final String VOLUME = "volume";
  private static final String SIGNATURES = "signatures";
  private static final String STORED = "stored";

  private final FileChannel channel;
  private boolean durable;

  private Journal(FileChannel channel) {
    this.channel = channel;
  }

  /// Begins a journal; there must be none.
  static Journal begin(Path file, SetId set, String settings, String spool) throws IOException {
    var journal =
        new Journal(
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    var words = new ArrayList<>(List.of(HEADER, VERSION));
    words.addAll(JournalText.words(set));
    words.add(settings);
    words.add(spool);
    journal.append(words);
    return journal;
  }

  void sealed(Checkpoint checkpoint) throws IOException {
    append(VOLUME, JournalText.words(checkpoint));
  }

  void sealed(SealedFile signatures) throws IOException {
    append(SIGNATURES, JournalText.words(signatures));
  }

  void stored(String name) throws IOException {
    append(STORED, List.of(name));
  }

  private void append(String kind, List<String> words) throws IOException {
    var all = new ArrayList<>(List.of(kind));
    all.addAll(words);
    append(all);
  }

  private synchronized void append(List<String> words) throws IOException {
    String text = String.join(" ", words);
    var line = ByteBuffer.wrap((text + " " + checksum(text) + "\n").getBytes(ISO_8859_1));
    while (line.hasRemaining()) {
      channel.write(line);
    }
    if (durable) {
      channel.force(true);
    }
  }

  /// What was written so far is on the disk when this returns, and so is every line from now on.
  synchronized void makeDurable() throws IOException {
    channel.force(true);
    durable = true;
  }

  private static String checksum(String text) {
    var sum = new CRC32C();
    sum.update(text.getBytes(ISO_8859_1));
    return "%08x".formatted(sum.getValue());
  }

  /// What is known of the set that was being written.
  ///
  /// @return nothing if not even the first line was finished
  /// @throws JournalException if another version wrote it, or a line contradicts itself
  static Optional<JournalState> read(Path file) throws IOException {
    var lines = soundLines(Files.readAllBytes(file));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(understood(lines, file));
    } catch (IllegalArgumentException | NoSuchElementException | ArithmeticException e) {
      throw new JournalException(file + " cannot be understood: " + e.getMessage());
    }
  }

  private static List<String> soundLines(byte[] bytes) {
    var lines = new ArrayList<String>();
    for (String line : new String(bytes, ISO_8859_1).split("(?<=\n)", -1)) {
      int sum = line.lastIndexOf(' ');
      if (sum < 0 || !line.substring(sum + 1).equals(checksum(line.substring(0, sum)) + "\n")) {
        break;
      }
      lines.add(line.substring(0, sum));
    }
    return lines;
  }

  private static JournalState understood(List<String> lines, Path file) throws IOException {
    var header = words(lines.getFirst());
    if (!header.next().equals(HEADER) || !header.next().equals(VERSION)) {
      throw new JournalException(file + " was written by another version of keepwatch");
    }
    var set = JournalText.set(header);
    String settings = header.next();
    String spool = header.next();
    var volumes = new ArrayList<Checkpoint>();
    Optional<SealedFile> signatures = Optional.empty();
    var stored = new HashSet<String>();
    for (String line : lines.subList(1, lines.size())) {
      var words = words(line);
      switch (words.next()) {
        case VOLUME -> volumes.add(JournalText.checkpoint(words));
        case SIGNATURES -> signatures = Optional.of(JournalText.file(words));
        case STORED -> stored.add(words.next());
        default -> throw new IllegalArgumentException("a line of an unknown kind");
      }
    }
    var touched = Files.getLastModifiedTime(file).toInstant();
    return new JournalState(set, settings, spool, volumes, signatures, stored, touched);
  }

  private static Iterator<String> words(String line) {
    return Arrays.asList(line.split(" ", -1)).iterator();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
