package dev.keepwatch.agent.rsync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/// Signatures and deltas that real duplicity wrote, and the files they are of. `rsync/README.md`
/// says where from.
final class DuplicityGolden {
  private DuplicityGolden() {}

  static byte[] resource(String name) throws IOException {
    try (InputStream in = DuplicityGolden.class.getResourceAsStream("/rsync/" + name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return in.readAllBytes();
    }
  }

  /// The source at T0, as the fixtures' own script makes it; `grow.txt` at T1.
  static byte[] source(String name) throws IOException {
    return switch (name) {
      case "T0-empty" -> new byte[0];
      case "T0-plain.txt" -> "hello world\n".repeat(20).getBytes(UTF_8);
      case "T0-five.bin" -> five();
      case "T0-sparse" -> FileStates.joined(new byte[1_000_000], "end".getBytes(UTF_8));
      case "T0-shrink.bin" -> FileStates.repeated(resource("T0-shrink.bin.period"), 120_000);
      case "T0-exactly-131072" ->
          FileStates.repeated(resource("T0-exactly-131072.period"), 131_072);
      case "T1-grow.txt" -> "grow\n".repeat(30_000).getBytes(UTF_8);
      case "T2-grow.txt" -> "grow\n".repeat(30_001).getBytes(UTF_8);
      default -> throw new FileNotFoundException(name);
    };
  }

  private static byte[] five() {
    String words =
        "the quick brown fox jumps over the lazy dog; pack my box with five dozen liquor jugs ";
    var lines = new ByteArrayOutputStream();
    for (int line = 0; lines.size() < 5_000_000; line++) {
      lines.writeBytes("%08d %s\n".formatted(line, words.repeat(3)).getBytes(UTF_8));
    }
    return FileStates.cut(lines.toByteArray(), 0, 5_000_000);
  }
}
