package dev.keepwatch.agent.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What root, who runs many tests, never meets.
final class FileFailureTest {

  private static final Path FILE = Path.of("/backups/vol1");

  @Test
  void a_denied_write_names_what_denies_it() {
    var denied = new AccessDeniedException("/backups");

    assertFailure(
        FileFailure.of("write", FILE, denied),
        Reason.DENIED,
        "cannot write /backups/vol1: permission denied for /backups. Run as a user who may write"
            + " there, or change its owner or mode.");
  }

  @Test
  void the_systems_own_words_are_passed_on() {
    var readOnly = new FileSystemException(FILE.toString(), null, "Read-only file system");

    assertFailure(
        FileFailure.of("write", FILE, readOnly),
        Reason.FAILED,
        "cannot write /backups/vol1: Read-only file system.");
    assertFailure(
        FileFailure.of("read", FILE, new IOException("Input/output error")),
        Reason.FAILED,
        "cannot read /backups/vol1: Input/output error.");
  }

  private static void assertFailure(StorageException failure, Reason reason, String message) {
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure).hasMessage(message);
  }
}
