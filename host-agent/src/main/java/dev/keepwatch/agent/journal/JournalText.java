package dev.keepwatch.agent.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keepwatch.agent.journal.PackingState.Begun;
import dev.keepwatch.agent.journal.PackingState.Place;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import dev.keepwatch.format.manifest.PathPosition;
import dev.keepwatch.format.manifest.PathQuoting;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands in the lines of a journal: words with a blank between, names of files quoted as in a
/// manifest, one character for one byte.
final class JournalText {

  private static final String NONE = "-";
  private static final String ROOT = ".";

  private static final String END = "end";
  private static final String AT = "at";
  private static final String BEHIND = "behind";
  private static final String BEHIND_DIRECTORY = "behind-directory";

  private JournalText() {}

  static List<String> words(SetId set) {
    return switch (set) {
      case SetId.Full(var time) -> List.of(NONE, time.toString());
      case SetId.Incremental(var from, var to) -> List.of(from.toString(), to.toString());
    };
  }

  static SetId set(Iterator<String> words) {
    String from = words.next();
    var to = BackupTime.parse(words.next());
    return from.equals(NONE)
        ? new SetId.Full(to)
        : new SetId.Incremental(BackupTime.parse(from), to);
  }

  static List<String> words(SealedFile file) {
    return List.of(file.name(), Long.toString(file.sizeBytes()), file.sha1());
  }

  static SealedFile file(Iterator<String> words) {
    return new SealedFile(words.next(), number(words), words.next());
  }

  static List<String> words(Checkpoint checkpoint) {
    var packing = checkpoint.packing();
    var words = new ArrayList<>(words(checkpoint.file()));
    words.add(Integer.toString(checkpoint.entry().number()));
    words.addAll(words(checkpoint.entry().start()));
    words.addAll(words(checkpoint.entry().end()));
    words.addAll(words(packing.place()));
    words.addAll(words(packing.begun().orElse(null)));
    Stream.of(
            checkpoint.signatureBytes(),
            checkpoint.listBytes(),
            packing.tarBytes(),
            packing.memberBytes(),
            packing.listed(),
            packing.errors())
        .forEach(number -> words.add(number.toString()));
    packing.counts().forEach(count -> words.add(count.toString()));
    return words;
  }

  static Checkpoint checkpoint(Iterator<String> words) {
    var file = file(words);
    int number = Math.toIntExact(number(words));
    var hash = Optional.of(VolumeHash.sha1(file.sha1()));
    var entry = new VolumeEntry(number, position(words), position(words), hash);
    var place = place(words);
    var begun = begun(words);
    long signatureBytes = number(words);
    long listBytes = number(words);
    long tarBytes = number(words);
    long memberBytes = number(words);
    long listed = number(words);
    long errors = number(words);
    var counts = new ArrayList<Long>();
    words.forEachRemaining(word -> counts.add(Long.parseLong(word)));
    var packing = new PackingState(place, begun, counts, tarBytes, memberBytes, listed, errors);
    return new Checkpoint(file, entry, packing, signatureBytes, listBytes);
  }

  private static List<String> words(PathPosition position) {
    String part = position.part().isPresent() ? Integer.toString(position.part().getAsInt()) : NONE;
    return List.of(quoted(position.path()), part);
  }

  private static PathPosition position(Iterator<String> words) {
    var path = path(words.next());
    String part = words.next();
    return part.equals(NONE)
        ? PathPosition.whole(path)
        : PathPosition.part(path, Integer.parseInt(part));
  }

  private static List<String> words(Place place) {
    return switch (place) {
      case Place.End end -> List.of(END);
      case Place.At(var next) -> List.of(AT, quoted(next));
      case Place.Behind(var last, var directory) ->
          List.of(directory ? BEHIND_DIRECTORY : BEHIND, quoted(last));
    };
  }

  private static Place place(Iterator<String> words) {
    return switch (words.next()) {
      case END -> new Place.End();
      case AT -> new Place.At(path(words.next()));
      case BEHIND -> new Place.Behind(path(words.next()), false);
      case BEHIND_DIRECTORY -> new Place.Behind(path(words.next()), true);
      default -> throw new IllegalArgumentException("a place of an unknown kind");
    };
  }

  private static List<String> words(@Nullable Begun begun) {
    return begun == null
        ? List.of(NONE)
        : List.of(
            begun.kind().name(), Integer.toString(begun.parts()), begun.digest(), begun.metadata());
  }

  private static Optional<Begun> begun(Iterator<String> words) {
    String kind = words.next();
    return kind.equals(NONE)
        ? Optional.empty()
        : Optional.of(
            new Begun(
                MemberName.Kind.valueOf(kind),
                Math.toIntExact(number(words)),
                words.next(),
                words.next()));
  }

  private static String quoted(byte[] bytes) {
    String text = new String(PathQuoting.quote(bytes), ISO_8859_1);
    // A path that would be taken for one of our own words.
    return text.equals(NONE) || text.equals(ROOT)
        ? "\"\\x%02x\"".formatted((int) text.charAt(0))
        : text;
  }

  private static String quoted(ArchivePath path) {
    return path.isRoot() ? ROOT : quoted(path.bytes());
  }

  private static byte[] bytes(String quoted) {
    return PathQuoting.unquote(quoted.getBytes(ISO_8859_1));
  }

  private static ArchivePath path(String quoted) {
    return quoted.equals(ROOT) ? ArchivePath.root() : ArchivePath.of(bytes(quoted));
  }

  private static long number(Iterator<String> words) {
    return Long.parseLong(words.next());
  }
}
