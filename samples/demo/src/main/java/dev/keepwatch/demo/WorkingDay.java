package dev.keepwatch.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keepwatch.agent.posix.PathBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What happens to a directory on a day: one file is edited, one grows, one goes, one comes, one
/// gets another mode. Where there are too few files, less happens.
final class WorkingDay {

  private static final long LARGEST_EDITED = 16L << 20;
  private static final byte[] EDIT = "\n[a line that the demo put here]\n".getBytes(US_ASCII);
  private static final byte[] GROWTH = "[and one at the end]\n".getBytes(US_ASCII);
  private static final byte[] NEW_NAME = "caf\u00e9.txt".getBytes(ISO_8859_1);
  private static final byte[] NEW_CONTENT =
      "A name is bytes, not always text.\n".getBytes(US_ASCII);
  private static final int NAME_WIDTH = 34;

  /// As many as there are things that happen to them.
  private static final int ENOUGH = 3;

  /// How much of a file tells whether it is a text in ASCII.
  private static final int HEAD = 4096;

  private static final int MODE = 0640;
  private static final int OTHER_MODE = 0600;

  private final Path root;
  private final List<String> told = new ArrayList<>();

  private WorkingDay(Path root) {
    this.root = root;
  }

  /// Lets it happen.
  ///
  /// @return a line for each change
  static List<String> passesOver(Path root) throws IOException {
    var day = new WorkingDay(root);
    var files = new ArrayList<TreeEntry>();
    day.collect(TreeEntry.read(root), files);
    files.sort(Comparator.comparingLong(TreeEntry::sizeBytes).reversed());
    if (!files.isEmpty()) {
      day.edit(files.removeFirst());
    }
    var others = texts(files);
    if (!others.isEmpty()) {
      day.append(others.remove(others.size() / 2));
    }
    if (!others.isEmpty()) {
      day.delete(others.remove(others.size() / 2));
    }
    if (!others.isEmpty()) {
      day.changeMode(others.remove(others.size() / 2));
    }
    day.add();
    return day.told;
  }

  /// Those that people write, if there are enough of them; else all.
  private static List<TreeEntry> texts(List<TreeEntry> files) throws IOException {
    var texts = new ArrayList<TreeEntry>();
    for (var file : files) {
      if (isText(file)) {
        texts.add(file);
      }
    }
    return texts.size() < ENOUGH ? files : texts;
  }

  private static boolean isText(TreeEntry file) throws IOException {
    try (var content = Files.newInputStream(file.path())) {
      for (byte b : content.readNBytes(HEAD)) {
        if (b < ' ' && b != '\n' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return true;
    }
  }

  /// Files that may be changed, and that hold something.
  private void collect(TreeEntry directory, List<TreeEntry> files) throws IOException {
    boolean mayChange = Files.isWritable(directory.path());
    for (Path child : directory.children().values()) {
      var entry = TreeEntry.read(child);
      if (entry.isDirectory() && Files.isReadable(child) && Files.isExecutable(child)) {
        collect(entry, files);
      } else if (entry.isRegular()
          && mayChange
          && entry.sizeBytes() > 0
          && entry.sizeBytes() <= LARGEST_EDITED
          && Files.isWritable(child)) {
        files.add(entry);
      }
    }
  }

  private void edit(TreeEntry file) throws IOException {
    byte[] content = Files.readAllBytes(file.path());
    int middle = content.length / 2;
    try (var out = Files.newOutputStream(file.path(), StandardOpenOption.TRUNCATE_EXISTING)) {
      out.write(content, 0, middle);
      out.write(EDIT);
      out.write(content, middle, content.length - middle);
    }
    tell("edited", file.path(), "a line in the middle (" + Amount.brief(content.length) + ")");
  }

  private void append(TreeEntry file) throws IOException {
    Files.write(file.path(), GROWTH, StandardOpenOption.APPEND);
    tell("grew", file.path(), "a line at the end");
  }

  private void delete(TreeEntry file) throws IOException {
    Files.delete(file.path());
    tell("deleted", file.path(), "");
  }

  private void changeMode(TreeEntry file) throws IOException {
    int mode = file.permissions() == MODE ? OTHER_MODE : MODE;
    Files.setAttribute(file.path(), "unix:mode", mode);
    tell("chmod", file.path(), "%o, was %o".formatted(mode, file.permissions()));
  }

  private void add() throws IOException {
    Path file = PathBytes.toPath(root, NEW_NAME);
    Files.write(file, NEW_CONTENT);
    tell("new", file, "a name that is not UTF-8");
  }

  private void tell(String what, Path file, String detail) {
    String name = FileNames.shownIn(NAME_WIDTH, root.relativize(file));
    told.add("%-7s  %-34s  %s".formatted(what, name, detail).stripTrailing());
  }
}
