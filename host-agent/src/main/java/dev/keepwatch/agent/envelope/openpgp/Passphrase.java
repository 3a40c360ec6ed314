package dev.keepwatch.agent.envelope.openpgp;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A passphrase, for a message or for a secret key. It shows itself to nobody by accident.
public final class Passphrase {
  private final char[] characters;

  private Passphrase(char[] characters) {
    this.characters = characters;
  }

  /// Keeps a copy; the array stays the caller's to wipe.
  public static Passphrase of(char[] characters) {
    return new Passphrase(characters.clone());
  }

  public static Passphrase of(String text) {
    return new Passphrase(text.toCharArray());
  }

  public boolean isEmpty() {
    return characters.length == 0;
  }

  char[] characters() {
    return characters.clone();
  }

  /// UTF-8, as `gpg` takes it from a terminal or a pipe.
  byte[] bytes() {
    var room = new byte[3 * characters.length];
    ByteBuffer encoded = ByteBuffer.wrap(room);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(characters), encoded, true);
    byte[] bytes = Arrays.copyOf(room, encoded.position());
    Arrays.fill(room, (byte) 0);
    return bytes;
  }

  @Override
  public String toString() {
    return "(a passphrase)";
  }
}
