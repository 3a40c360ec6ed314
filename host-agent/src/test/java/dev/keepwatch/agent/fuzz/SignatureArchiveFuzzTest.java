package dev.keepwatch.agent.fuzz;

import dev.keepwatch.agent.rsync.Signature;
import dev.keepwatch.agent.rsync.SignatureFormatException;
import dev.keepwatch.agent.signatures.SignatureArchiveReader;
import dev.keepwatch.agent.signatures.SignatureDamageException;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureArchiveFuzzTest {

  @TempDir Path scratch;

  @Test
  void a_damaged_signature_archive_is_read_or_refused() throws Exception {
    var set = new SetId.Full(BackupTime.parse("20260102T030405Z"));
    var samples = Samples.signatureArchives();

    Fuzz.of("signature archive", 4000)
        .refusedBy(SignatureDamageException.class)
        .feed(
            random -> Mutation.withTarChecksums(new Mutation(random, samples).next()),
            (input, random) -> {
              try (var archive = new SignatureArchiveReader(set, new ByteArrayInputStream(input))) {
                for (var entry = archive.next(); entry != null; entry = archive.next()) {
                  if (!entry.deleted() && entry.metadata().isRegular()) {
                    readSums(entry);
                  }
                }
              }
            });
  }

  private void readSums(dev.keepwatch.agent.signatures.SignatureEntry entry) throws Exception {
    try (var in = entry.signature().get();
        var sums = Signature.read(in, entry.signatureBytes(), scratch)) {
      sums.blockCount();
    } catch (SignatureFormatException e) {
      // That file is stored whole then.
    }
  }
}
