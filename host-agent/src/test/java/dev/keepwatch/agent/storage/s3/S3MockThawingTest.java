package dev.keepwatch.agent.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.ArchivedFile;
import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.ThawState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// S3Mock knows classes, but nothing of thawing.
@ExtendWith(TestCredentials.class)
class S3MockThawingTest {

  @TempDir Path spool;

  @Test
  void classes_are_seen_in_the_listing() throws Exception {
    S3MockServer.archive("thawing", "web01").close();
    var url = new S3Url("thawing", "web01", Optional.of(S3MockServer.endpoint()));
    var settings = S3Settings.from(Map.of()).withVolumeClass(VolumeClass.DEEP_ARCHIVE);
    try (var storage = S3Storage.open(url, settings, notice -> {})) {
      Path file = Files.write(spool.resolve("volume"), new byte[50_000]);
      storage.write(new NewFile("vol1", file, FileRole.VOLUME, Map.of()));
      storage.write(new NewFile("manifest", file, FileRole.MANIFEST, Map.of()));
      var found = new ArrayList<ArchivedFile>();

      storage.thawing().orElseThrow().look(name -> true, found::add);

      assertThat(found)
          .containsExactly(
              new ArchivedFile("vol1", 50_000, ArchiveClass.DEEP_ARCHIVE, ThawState.FROZEN));
    }
  }
}
