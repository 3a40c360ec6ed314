package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.ManifestText;
import dev.keepwatch.format.manifest.PathPosition;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/// Sets that somebody has left unfinished of which this host knows nothing. Here it was a run of
/// ours that has lost its cache.
abstract class ForgottenRuns extends WatchedRuns {

  static final BackupTime T0 = BackupTime.at(Bench.T0);
  static final SetId FULL = new SetId.Full(T0);

  @BeforeEach
  void grow() throws IOException {
    source.file("a", "a").random("big", 500_000).file("d/b", "two").random("d/c", 300_000);
    source.random("e", 200_000).file("z", "z");
  }

  /// Lets a run store so many files, and then nothing of this host remembers it; it is a day ago.
  void leave(int files) throws IOException {
    breakAfter(files);
    Loss.ofAllIn(bench.cacheDirectory());
    Loss.ofAllIn(temporary());
    bench.now = bench.now.plus(Duration.ofDays(1));
    touched(Duration.ofDays(1));
  }

  void touched(Duration ago) throws IOException {
    try (var files = Files.list(archive)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(bench.now.minus(ago)));
      }
    }
  }

  void assertContinues(SetId set) throws IOException {
    backup();
    assertThat(bench.heard)
        .as("%s", bench.heard)
        .anyMatch(line -> line.contains(set + " that was interrupted is continued"));
    assertThat(bench.archive().catalog().incomplete()).as("%s", bench.heard).isEmpty();
    assertRestores();
    assertThat(temporary()).isEmptyDirectory();
  }

  /// A new set is made, and it is told once why.
  void assertLeftAlone(String why) throws IOException {
    var result = backup();
    assertThat(result.set().time()).isNotEqualTo(T0);
    assertThat(bench.heard).filteredOn(line -> line.contains(why)).as("%s", bench.heard).hasSize(1);
    assertThat(bench.archive().catalog().incomplete()).hasSize(1);
    assertRestores();
    assertThat(temporary()).isEmptyDirectory();
  }

  Path notes() {
    return bench.cacheDirectory().resolve("duplicity-full." + T0 + ".manifest.part");
  }

  void note(String host) throws IOException {
    Files.createDirectories(bench.cacheDirectory());
    var text = new ByteArrayOutputStream();
    text.write(ManifestText.header(host, PathBytes.of(source.root())));
    var nowhere = PathPosition.whole(ArchivePath.root());
    text.write(ManifestText.volume(new VolumeEntry(1, nowhere, nowhere, Optional.empty())));
    Files.write(notes(), text.toByteArray());
  }
}
