package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.jspecify.annotations.Nullable;

/// A file of exported keys: public or secret, armored or binary, one or several.
public final class KeyFile {
  private static final String ARMOR = "-----BEGIN PGP ";
  private static final long LARGEST = 16L * 1024 * 1024;

  private KeyFile() {}

  /// The keys of a file.
  ///
  /// @throws EnvelopeException if there is no such file, or no key in it
  public static OpenPgpKeys read(Path file) throws IOException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new EnvelopeException(
            Reason.UNSUPPORTED,
            "the key file "
                + file
                + " is far too large to be one; name a file with an exported key");
      }
      return parse(Files.readAllBytes(file), "the key file " + file);
    } catch (NoSuchFileException e) {
      throw new EnvelopeException(
          Reason.NO_KEY,
          "there is no key file " + file + "; export the key to it with gpg --armor --export",
          e);
    }
  }

  /// Keys that lie in memory.
  ///
  /// @param source what they come from, for messages: `the key file web01.asc`
  public static OpenPgpKeys parse(byte[] content, String source) throws EnvelopeException {
    var keys = new ArrayList<OpenPgpKey>();
    try {
      for (byte[] block : blocks(content)) {
        collect(block, keys);
      }
    } catch (IOException | RuntimeException e) {
      throw new EnvelopeException(
          Reason.DAMAGED, source + " cannot be read as OpenPGP keys; export the key again", e);
    }
    if (keys.isEmpty()) {
      throw new EnvelopeException(
          Reason.NO_KEY,
          source + " holds no OpenPGP key; export one to it with gpg --armor --export");
    }
    return OpenPgpKeys.of(keys);
  }

  private static void collect(byte[] block, List<OpenPgpKey> keys) throws IOException {
    var objects = new BcPGPObjectFactory(block);
    for (@Nullable Object found = objects.nextObject();
        found != null;
        found = objects.nextObject()) {
      if (found instanceof PGPPublicKeyRing ring) {
        keys.add(new OpenPgpKey(ring, null));
      } else if (found instanceof PGPSecretKeyRing ring) {
        keys.add(new OpenPgpKey(ring.toCertificate(), ring));
      }
    }
  }

  /// The binary content of each armored block, or of the whole file.
  private static List<byte[]> blocks(byte[] content) throws IOException {
    // In this encoding a character is a byte, whatever stands in the comments.
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int start = text.indexOf(ARMOR);
    boolean binary = start < 0 || content[0] < 0;
    if (binary) {
      return List.of(content);
    }
    var blocks = new ArrayList<byte[]>();
    while (start >= 0) {
      int next = text.indexOf(ARMOR, start + ARMOR.length());
      String block = next < 0 ? text.substring(start) : text.substring(start, next);
      blocks.add(unarmored(block.getBytes(StandardCharsets.ISO_8859_1)));
      start = next;
    }
    return blocks;
  }

  private static byte[] unarmored(byte[] block) throws IOException {
    try (InputStream in = new ArmoredInputStream(new ByteArrayInputStream(block))) {
      var out = new ByteArrayOutputStream();
      // One by one: reading several at a time would swallow an exception.
      for (int next = in.read(); next >= 0; next = in.read()) {
        out.write(next);
      }
      return out.toByteArray();
    }
  }
}
