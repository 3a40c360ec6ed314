package dev.keepwatch.agent.engine;

import dev.keepwatch.agent.storage.ArchivedFile;
import dev.keepwatch.agent.storage.FreezingStorage;
import dev.keepwatch.agent.thaw.FrozenException;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A bench whose archive has archive classes.
public final class FrozenBench implements AutoCloseable {

  public final FreezingStorage storage = new FreezingStorage();
  public final Bench bench;

  /// Volumes are small, nothing is encrypted.
  public FrozenBench(Path home) throws IOException {
    bench = new Bench(home, home.resolve("unused"));
    bench.storage = storage;
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    bench.volumeSize = 200_000;
  }

  /// The files of the archive whose names hold this.
  public List<String> named(String part) {
    return storage.memory.names().stream().filter(name -> name.contains(part)).toList();
  }

  /// The files that the job lacks.
  public static List<String> lacking(FrozenException e) {
    return e.plan().files().stream().map(ArchivedFile::name).sorted().toList();
  }

  /// Somebody asks for what the job lacks, and it comes.
  public void bringBack(FrozenException e) {
    e.plan().files().forEach(file -> storage.ask(file.name()));
    storage.bringBack();
  }

  @Override
  public void close() {
    bench.close();
  }
}
