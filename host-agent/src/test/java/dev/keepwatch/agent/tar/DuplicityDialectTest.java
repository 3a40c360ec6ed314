package dev.keepwatch.agent.tar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What duplicity wrote, read and written again, is the same to the last byte: names that are no
/// UTF-8, long ones, huge owners, devices.
class DuplicityDialectTest {

  @ParameterizedTest
  @ValueSource(strings = {"noenc", "dup3-noenc", "mini-nocomp", "mini-prefix", "mini-shortnames"})
  void every_member_of_duplicity_is_written_just_as_duplicity_wrote_it(String variant)
      throws IOException {
    int members = 0;
    for (Path file : tarFiles(variant)) {
      byte[] theirs = content(file);
      var again = new ByteArrayOutputStream();
      members += copy(theirs, again);
      assertThat(again.toByteArray()).as(file.getFileName().toString()).isEqualTo(theirs);
    }
    assertThat(members).isGreaterThan(50);
  }

  private static List<Path> tarFiles(String variant) throws IOException {
    try (var files = Files.list(Fixtures.target(variant))) {
      return files.filter(file -> file.toString().matches(".*(difftar|sigtar|t\\.z).*")).toList();
    }
  }

  private static byte[] content(Path file) throws IOException {
    String name = file.toString();
    try (InputStream stored = Files.newInputStream(file);
        InputStream content = name.endsWith("z") ? new GZIPInputStream(stored) : stored) {
      return content.readAllBytes();
    }
  }

  private static int copy(byte[] theirs, ByteArrayOutputStream again) throws IOException {
    var reader = new TarReader(new ByteArrayInputStream(theirs));
    var writer = new TarWriter(again);
    int members = 0;
    for (var header = reader.next(); header != null; header = reader.next()) {
      writer.begin(header);
      byte[] body = reader.body().readAllBytes();
      writer.write(body, 0, body.length);
      writer.end();
      members++;
    }
    if (theirs.length > again.size()) {
      writer.finish();
    }
    return members;
  }
}
