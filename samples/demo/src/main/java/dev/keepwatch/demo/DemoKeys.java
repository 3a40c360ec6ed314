package dev.keepwatch.demo;

import dev.keepwatch.agent.envelope.openpgp.KeyGenerator;
import dev.keepwatch.agent.envelope.openpgp.Passphrase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;

/// Two keys, and who has which part: the host encrypts to the owner's public key and signs with its
/// own; only the owner can open.
///
/// @param ownerPublic on the host
/// @param hostSecret on the host
/// @param ownerSecret with the owner
/// @param hostPublic with the owner
record DemoKeys(Path ownerPublic, Path hostSecret, Path ownerSecret, Path hostPublic) {

  static DemoKeys make(Place place, Instant now) throws IOException {
    var generator = new KeyGenerator(new SecureRandom());
    var none = Passphrase.of("");
    var owner = generator.generate("Owner of the demo <owner@example.org>", none, now);
    var host = generator.generate("Keepwatch laptop <laptop@example.org>", none, now);
    Files.createDirectories(place.hostKeys());
    Files.createDirectories(place.ownerKeys());
    return new DemoKeys(
        write(place.hostKeys().resolve("owner.pub.asc"), owner.publicText()),
        write(place.hostKeys().resolve("laptop.sec.asc"), host.secretText()),
        write(place.ownerKeys().resolve("owner.sec.asc"), owner.secretText()),
        write(place.ownerKeys().resolve("laptop.pub.asc"), host.publicText()));
  }

  private static Path write(Path file, String text) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, ownerOnly);
    return Files.writeString(
        file, text, StandardCharsets.US_ASCII, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
