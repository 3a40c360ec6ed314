package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.cli.document.VerifyDocument;
import dev.keepwatch.agent.cli.output.LocalTime;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.cli.output.TypeWord;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.FileMetadata.DeviceNumbers;
import dev.keepwatch.agent.verify.Difference;
import dev.keepwatch.agent.verify.VerifyListener;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Tells how a verification goes, and differences in duplicity's words.
final class VerifyTalk implements VerifyListener {

  private final Terminal terminal;
  private final LocalTime times;
  private final List<Difference> differences = new ArrayList<>();
  private final List<String> damages = new ArrayList<>();
  private boolean contents;
  private boolean volumes;

  VerifyTalk(Terminal terminal, LocalTime times) {
    this.terminal = terminal;
    this.times = times;
  }

  @Override
  public void notice(String text) {
    terminal.notice(text);
  }

  @Override
  public void warning(String text) {
    terminal.warning(text);
  }

  @Override
  public void fetched(String volumeName) {
    terminal.info("Fetched " + volumeName);
    terminal.progress(volumeName + " is sound");
  }

  /// The first differences, for a document.
  List<Difference> differences() {
    return differences;
  }

  /// Whether a manifest or signatures are damaged.
  boolean foundInContents() {
    return contents;
  }

  /// Whether a volume is damaged, or a file that cannot be opened.
  boolean foundInVolumes() {
    return volumes;
  }

  /// The first damages, for a document.
  List<String> damages() {
    return damages;
  }

  @Override
  public void differs(Difference difference) {
    if (terminal.speaksJson() && differences.size() < VerifyDocument.MOST) {
      differences.add(difference);
    }
    terminal.notice("Difference found: " + words(difference));
  }

  @Override
  public void damaged(IOException damage) {
    boolean ofContents =
        damage instanceof ArchiveException archive
            && switch (archive.reason()) {
              case MANIFEST, MANIFESTS_DIFFER, NO_SIGNATURES -> true;
              default -> false;
            };
    contents |= ofContents;
    volumes |= !ofContents;
    if (terminal.speaksJson() && damages.size() < VerifyDocument.MOST) {
      damages.add(Failure.words(damage));
    }
    terminal.warning(Failure.words(damage));
  }

  @Override
  public void unreadable(ArchivePath path, String reason) {
    terminal.warning("cannot read " + name(path) + ": " + reason);
  }

  @Override
  public void skipped(ArchivePath path, String reason) {
    terminal.info("Left out " + name(path) + ": " + reason);
  }

  private String words(Difference difference) {
    String name = name(difference.path());
    return switch (difference) {
      case Difference.Missing missing -> "File " + name + " is missing";
      case Difference.New added -> "New file " + name;
      case Difference.Type type ->
          "File %s has type %s, expected %s"
              .formatted(name, TypeWord.of(type.found()), TypeWord.of(type.expected()));
      case Difference.Permissions permissions ->
          "File %s has permissions %s, expected %s"
              .formatted(name, words(permissions.found()), words(permissions.expected()));
      case Difference.Time time ->
          "File %s has mtime %s, expected %s"
              .formatted(name, at(time.foundSecond()), at(time.expectedSecond()));
      case Difference.Link link ->
          "Symlink %s points to %s, expected %s"
              .formatted(
                  name,
                  RawText.decode(link.found().bytes()),
                  RawText.decode(link.expected().bytes()));
      case Difference.Device device ->
          "Device file %s has numbers %s, expected %s"
              .formatted(name, words(device.found()), words(device.expected()));
      case Difference.Details details ->
          "File " + name + " has other attributes, or another time within the second";
      case Difference.Data data -> "Data for file " + name + " is different";
    };
  }

  private static String name(ArchivePath path) {
    return path.isRoot() ? "." : RawText.decode(path.bytes());
  }

  private String at(long second) {
    return times.of(Instant.ofEpochSecond(second));
  }

  private static String words(FileMetadata metadata) {
    return "%d:%d %o".formatted(metadata.owner().uid(), metadata.owner().gid(), metadata.mode());
  }

  private static String words(DeviceNumbers numbers) {
    return "(%d, %d)".formatted(numbers.major(), numbers.minor());
  }
}
