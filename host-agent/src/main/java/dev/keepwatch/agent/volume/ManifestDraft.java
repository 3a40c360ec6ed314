package dev.keepwatch.agent.volume;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.Binding;
import dev.keepwatch.format.manifest.FileChange;
import dev.keepwatch.format.manifest.ManifestText;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A manifest in the making. The list of changed files, which may be long, waits in a file.
public final class ManifestDraft {

  private final byte[] header;
  private final OutputStream list;
  private final List<VolumeEntry> volumes = new ArrayList<>();
  private final boolean withList;
  private long listed;

  /// @param sourceDirectory bytes of the source's path
  /// @param withList whether changed files are listed
  /// @param list takes the lines of the list of changed files
  /// @param listed how many it has already
  /// @throws IllegalArgumentException if no manifest can name this host
  public ManifestDraft(
      String hostName, byte[] sourceDirectory, boolean withList, OutputStream list, long listed) {
    this.withList = withList;
    this.header = ManifestText.header(hostName, sourceDirectory);
    this.list = list;
    this.listed = listed;
  }

  public void volume(VolumeEntry volume) {
    volumes.add(volume);
  }

  public int volumeCount() {
    return volumes.size();
  }

  /// Adds to the list of changed files, if there is one.
  public void file(FileChange change, ArchivePath path) throws IOException {
    if (!withList) {
      return;
    }
    list.write(ManifestText.changedFile(change, path));
    listed++;
  }

  /// Lines of the list of changed files so far.
  public long listed() {
    return listed;
  }

  /// Writes the whole manifest.
  ///
  /// @param listFile has the lines that the list has taken
  public void writeTo(OutputStream sink, Binding binding, Path listFile) throws IOException {
    list.flush();
    sink.write(header);
    sink.write(ManifestText.binding(binding));
    for (var volume : volumes) {
      sink.write(ManifestText.volume(volume));
    }
    sink.write(ManifestText.changedFiles(listed));
    Files.copy(listFile, sink);
  }
}
