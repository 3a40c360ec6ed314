package dev.keepwatch.format.manifest;

import dev.keepwatch.format.naming.SetId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// A number that stands for a set and for everything that it builds on: its name, the digests of
/// its volumes, and the number of the set before.
///
/// It can be computed for every set that has a manifest, whoever wrote it, and it stays the same
/// when a lost manifest is rebuilt from the volumes.
public final class SetDigest {

  private SetDigest() {}

  /// SHA-256, in lower-case hexadecimal digits, over one line for the name, one for the parent's
  /// digest if there is one, and one for each volume: number, algorithm and digest.
  ///
  /// @param parent the digest of the set that this one builds on; nothing for a full
  public static String of(SetId set, Optional<String> parent, Manifest manifest) {
    var digest = sha256();
    add(digest, Binding.name(set));
    parent.ifPresent(before -> add(digest, before));
    for (var volume : manifest.volumes()) {
      String hash = volume.hash().map(h -> h.algorithm() + " " + h.hex()).orElse("-");
      add(digest, volume.number() + " " + hash);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
