package dev.keepwatch.agent.volume;

import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.Binding;
import dev.keepwatch.format.manifest.FileChange;
import dev.keepwatch.format.manifest.ManifestText;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A manifest in the making. The list of changed files, which may be long, waits in the spool.
public final class ManifestDraft implements AutoCloseable {

  private final byte[] header;
  private final Path listFile;
  private final OutputStream list;
  private final List<VolumeEntry> volumes = new ArrayList<>();
  private final boolean withList;
  private long listed;

  /// @param sourceDirectory bytes of the source's path
  /// @param withList whether changed files are listed
  /// @throws IllegalArgumentException if no manifest can name this host
  public ManifestDraft(String hostName, byte[] sourceDirectory, boolean withList, Spool spool)
      throws IOException {
    this.withList = withList;
    this.header = ManifestText.header(hostName, sourceDirectory);
    this.listFile = spool.file("changed-files");
    this.list =
        new BufferedOutputStream(Files.newOutputStream(listFile, StandardOpenOption.CREATE_NEW));
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

  /// Writes the whole manifest.
  public void writeTo(OutputStream sink, Binding binding) throws IOException {
    list.flush();
    sink.write(header);
    sink.write(ManifestText.binding(binding));
    for (var volume : volumes) {
      sink.write(ManifestText.volume(volume));
    }
    sink.write(ManifestText.changedFiles(listed));
    Files.copy(listFile, sink);
  }

  @Override
  public void close() throws IOException {
    list.close();
    Files.deleteIfExists(listFile);
  }
}
