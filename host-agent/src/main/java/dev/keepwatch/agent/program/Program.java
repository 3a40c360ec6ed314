package dev.keepwatch.agent.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// This program.
public final class Program {

  private static final String UNKNOWN = "of an unknown version";

  private Program() {}

  /// The version that Maven has written down, in ASCII.
  public static String version() {
    try (InputStream text = Program.class.getResourceAsStream("version")) {
      return text == null
          ? UNKNOWN
          : new String(text.readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
