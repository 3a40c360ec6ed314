package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.cli.keys.MissingPassphraseException;
import dev.keepwatch.agent.config.ConfigException;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.identity.IdentityException;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.restore.TargetException;
import dev.keepwatch.agent.selection.RunawayPatternException;
import dev.keepwatch.agent.selection.SelectionException;
import dev.keepwatch.agent.signatures.SignatureDamageException;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.thaw.FrozenException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

/// What went wrong, in one sentence and a number.
///
/// @param code the number
/// @param sentence the sentence; empty if there is nobody to tell it to
record Failure(ExitCode code, String sentence) {

  /// @param verb what was being done
  static Failure of(Exception e, Verb verb) {
    return switch (e) {
      case UsageException usage -> new Failure(usage.code(), message(e));
      case ConfigException config -> new Failure(ExitCode.COMMAND_LINE, message(e));
      case SelectionException selection -> new Failure(code(selection.reason()), message(e));
      case ArchiveException archive -> new Failure(code(archive.reason(), verb), message(e));
      case SignatureDamageException damage -> new Failure(ExitCode.NO_SIGNATURES, message(e));
      case EnvelopeException envelope -> new Failure(code(envelope.reason()), message(e));
      case StorageException storage -> new Failure(code(storage.reason()), message(e));
      case IdentityException identity -> new Failure(code(identity.reason()), message(e));
      case FrozenException frozen -> new Failure(ExitCode.STORAGE_FROZEN, message(e));
      case TargetException target -> new Failure(ExitCode.TARGET_EXISTS, message(e));
      case CacheException cache -> new Failure(ExitCode.CACHE, message(e));
      case MissingPassphraseException passphrase -> new Failure(ExitCode.REFUSED, message(e));
      case RunawayPatternException pattern -> new Failure(ExitCode.PATTERN, message(e));
      case UncheckedIOException output -> new Failure(ExitCode.GENERAL, words(output));
      case IOException io when Refusal.isNoSpace(io) ->
          new Failure(
              ExitCode.NO_SPACE,
              "there is no room left on a disk (%s): make some where temporary files lie (or say --tempdir) and where the local cache lies (or say --archive-dir)"
                  .formatted(words(io)));
      case IOException io -> new Failure(ExitCode.DAMAGED, words(io));
      default ->
          new Failure(
              ExitCode.DAMAGED,
              "this is a fault of keepwatch (%s); run it again with -v debug and report what it says"
                  .formatted(e));
    };
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  /// Who pipes a listing into `head` knows why it ends.
  private static String words(UncheckedIOException output) {
    String message = String.valueOf(output.getMessage());
    return message.endsWith("Broken pipe") ? "" : message;
  }

  private static ExitCode code(SelectionException.Reason reason) {
    return switch (reason) {
      case OUTSIDE_SOURCE -> ExitCode.PATTERN_OUTSIDE;
      case MALFORMED -> ExitCode.PATTERN;
      case REDUNDANT -> ExitCode.PATTERN_REDUNDANT;
      case LISTED_OUTSIDE -> ExitCode.LIST_OUTSIDE;
      case LIST_EMPTY -> ExitCode.LIST_EMPTY;
    };
  }

  private static ExitCode code(ArchiveException.Reason reason, Verb verb) {
    return switch (reason) {
      case NO_BACKUP -> verb == Verb.RESTORE ? ExitCode.NOTHING_TO_RESTORE : ExitCode.NO_BACKUP;
      case MANIFEST -> ExitCode.MANIFEST;
      case MANIFESTS_DIFFER -> ExitCode.MANIFESTS_DIFFER;
      case NO_SIGNATURES -> ExitCode.NO_SIGNATURES;
      case NO_PARENT -> ExitCode.NO_PARENT;
      case OTHER_HOST -> ExitCode.OTHER_HOST;
      case OTHER_SOURCE -> ExitCode.OTHER_SOURCE;
      case HASH_MISMATCH -> ExitCode.HASH_MISMATCH;
      case DAMAGED -> ExitCode.DAMAGED;
      case NO_SUCH_PATH -> ExitCode.NO_SUCH_PATH;
      case BUSY, CLOCK -> ExitCode.REFUSED;
      case NO_SPACE -> ExitCode.NO_SPACE;
    };
  }

  private static ExitCode code(EnvelopeException.Reason reason) {
    return switch (reason) {
      case NOT_SIGNED, WRONG_SIGNER -> ExitCode.NOT_SIGNED;
      case DAMAGED, NO_KEY, WRONG_PASSPHRASE, UNSUPPORTED -> ExitCode.OPENPGP;
    };
  }

  private static ExitCode code(IdentityException.Reason reason) {
    return switch (reason) {
      case ABSENT -> ExitCode.STORAGE_ABSENT;
      case DENIED -> ExitCode.STORAGE_DENIED;
      case REFUSED, MISCONFIGURED -> ExitCode.REFUSED;
      case TRANSIENT -> ExitCode.CONNECTION;
      case FAILED -> ExitCode.STORAGE;
    };
  }

  private static ExitCode code(StorageException.Reason reason) {
    return switch (reason) {
      case ABSENT -> ExitCode.STORAGE_ABSENT;
      case DENIED -> ExitCode.STORAGE_DENIED;
      case EXISTS -> ExitCode.STORAGE_EXISTS;
      case FROZEN -> ExitCode.STORAGE_FROZEN;
      case TRANSIENT -> ExitCode.CONNECTION;
      case MISCONFIGURED -> ExitCode.REFUSED;
      case UNSUPPORTED -> ExitCode.NOT_IMPLEMENTED;
      case FULL -> ExitCode.STORAGE_FULL;
      case FAILED -> ExitCode.STORAGE;
    };
  }

  /// What a file system's exception says, in words.
  static String words(IOException e) {
    return e instanceof FileSystemException refused && refused.getFile() != null
        ? refused.getFile() + ": " + Refusal.words(e)
        : Refusal.words(e);
  }
}
