package dev.keepwatch.format.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keepwatch.format.archive.ArchivePath;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// A manifest that was read, with its list of changed files, and how it is written again.
record Parsed(Manifest manifest, List<Change> changes) {

  record Change(FileChange change, ArchivePath path) {}

  static Parsed parse(byte[] text) throws ManifestException {
    return parse(new String(text, ISO_8859_1));
  }

  /// @param text one character for each byte
  static Parsed parse(String text) throws ManifestException {
    var changes = new ArrayList<Change>();
    var parser = new ManifestParser((change, path) -> changes.add(new Change(change, path)));
    for (String line : text.split("\n", -1)) {
      parser.accept(line.getBytes(ISO_8859_1));
    }
    return new Parsed(parser.finish(), changes);
  }

  byte[] rewritten() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(
        ManifestText.header(
            manifest.hostName().orElseThrow(), manifest.sourceDirectory().orElseThrow()));
    manifest.volumes().forEach(volume -> out.writeBytes(ManifestText.volume(volume)));
    out.writeBytes(ManifestText.changedFiles(manifest.changedFiles().orElseThrow()));
    changes.forEach(c -> out.writeBytes(ManifestText.changedFile(c.change(), c.path())));
    return out.toByteArray();
  }
}
