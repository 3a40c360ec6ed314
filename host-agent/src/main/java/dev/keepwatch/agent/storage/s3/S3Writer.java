package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.Turn;
import dev.keepwatch.agent.storage.s3.client.Trouble;
import dev.keepwatch.format.naming.NamingScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Adds objects to a folder and never replaces one.
///
/// An attempt whose answer was lost may have stored its object. The next attempt then finds the key
/// taken; by size and sum it is told whether by ourselves.
final class S3Writer {

  private final S3Folder folder;
  private final S3Settings settings;
  private final AcceptedExtras accepted;

  /// Names of this process's attempts that ended without an answer.
  private final Set<String> unclear = ConcurrentHashMap.newKeySet();

  private final Leftovers leftovers;

  S3Writer(S3Folder folder, S3Settings settings, NamingScheme names, Consumer<String> notices) {
    this.folder = folder;
    this.settings = settings;
    this.accepted = new AcceptedExtras(folder.location(), notices);
    this.leftovers = new Leftovers(folder, names, notices);
  }

  void write(NewFile file, Turn turn) throws StorageException {
    ContentSums sums = sums(file);
    var attempts = folder.patience().begin();
    while (!isStored(file, sums, turn)) {
      if (!attempts.again(Trouble.PASSING, Duration.ZERO)) {
        throw underWay(file);
      }
    }
  }

  /// Tries once.
  ///
  /// @return whether the file is stored; else another attempt may help
  private boolean isStored(NewFile file, ContentSums sums, Turn turn) throws StorageException {
    try {
      upload(file, sums, turn);
      return true;
    } catch (SdkException e) {
      return isStoredAfter(e, file, sums);
    } catch (NoReceiptException e) {
      unclear.add(file.name());
      return standsAlready(file, sums);
    } catch (StorageException e) {
      throw e;
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(file, e);
    }
  }

  /// Whether an object of that name has that content.
  boolean holds(NewFile file) throws StorageException {
    ContentSums sums = sums(file);
    return look(file.name())
        .map(object -> new StoredObject(folder, object).holds(file, sums))
        .orElse(false);
  }

  private Optional<S3Object> look(String name) throws StorageException {
    try {
      return folder.look(name);
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.LIST, folder, "", e);
    }
  }

  private ContentSums sums(NewFile file) throws StorageException {
    try {
      return ContentSums.of(file.content(), settings);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void upload(NewFile file, ContentSums sums, Turn turn) throws IOException {
    var object = new NewObject(folder, settings, file, turn);
    if (sums.isMultipart()) {
      leftovers.clearBefore(file.name());
    }
    boolean asked = false;
    for (var concession = Concession.none(accepted.get()); ; ) {
      Extras extras = concession.asked();
      if (mustLookBefore(extras, sums) && standsAlready(file, sums)) {
        return;
      }
      try {
        accepted.remember(put(object, sums, extras));
        unclear.remove(file.name());
        return;
      } catch (S3Exception e) {
        var refusal = new S3Refusal(e);
        if (refusal.mayBeAboutCredentials() && !asked) {
          asked = true;
          look(file.name()); // Its refusal has words, and renews credentials that have expired.
        } else {
          concession = next(concession, refusal).orElseThrow(() -> e);
        }
      }
    }
  }

  private static Extras put(NewObject object, ContentSums sums, Extras extras) throws IOException {
    if (sums.isMultipart()) {
      return new MultipartUpload(object, sums).run(extras);
    }
    new SinglePut(object, sums).run(extras);
    return extras;
  }

  /// What Amazon refuses without words is not about a function that it lacks.
  private Optional<Concession> next(Concession concession, S3Refusal refusal) {
    boolean amazon = folder.server().isEmpty();
    return amazon && refusal.isWordless() && refusal.status() != 403
        ? Optional.empty()
        : concession.after(refusal);
  }

  /// Other servers than Amazon's may accept the condition and ignore it. Without it there is a look
  /// right before an object appears, and what is large is not sent in vain.
  private boolean mustLookBefore(Extras extras, ContentSums sums) {
    return extras.condition() ? folder.server().isPresent() : sums.isMultipart();
  }

  /// Whether the file is stored already, by an earlier attempt of ours.
  ///
  /// @throws StorageException exists if another file has the name
  private boolean standsAlready(NewFile file, ContentSums sums) throws StorageException {
    Optional<S3Object> stored = look(file.name());
    if (stored.isEmpty()) {
      return false;
    }
    if (unclear.contains(file.name()) && new StoredObject(folder, stored.get()).holds(file, sums)) {
      unclear.remove(file.name());
      return true;
    }
    throw exists(file);
  }

  private boolean isStoredAfter(SdkException failure, NewFile file, ContentSums sums)
      throws StorageException {
    if (Optional.ofNullable(failure.numAttempts()).orElse(1) > 1) {
      unclear.add(file.name());
    }
    if (isTaken(failure)) {
      boolean stored = standsAlready(file, sums);
      if (!stored && ((S3Exception) failure).statusCode() == 412) {
        throw underWay(file);
      }
      return stored;
    }
    StorageException mapped = mapped(file, failure);
    if (mapped.reason() == Reason.TRANSIENT) {
      unclear.add(file.name());
    }
    throw mapped;
  }

  /// A class that the server does not have is never silently another one.
  private StorageException mapped(NewFile file, SdkException failure) {
    if (settings.volumeClass().isPresent()
        && failure instanceof S3Exception answer
        && new S3Refusal(answer).isAboutStorageClass()) {
      return new StorageException(
          Reason.MISCONFIGURED,
          "%s: the server does not have the storage class %s. Choose another with --s3-use-… or"
                  .formatted(
                      S3Action.WRITE.failed(folder, file.name()), settings.volumeClass().get())
              + " storage-class, or none.",
          failure);
    }
    return S3Failure.of(S3Action.WRITE, folder, file.name(), failure);
  }

  /// Whether the key is taken, or may be: after a lost answer an upload is gone because it was
  /// completed.
  private static boolean isTaken(SdkException failure) {
    return failure instanceof S3Exception answer
        && (answer.statusCode() == 412
            || answer.statusCode() == 409
            || new S3Refusal(answer).code().equals("NoSuchUpload"));
  }

  private StorageException underWay(NewFile file) {
    return new StorageException(
        Reason.TRANSIENT,
        S3Action.WRITE.failed(folder, file.name())
            + ": another write of the same name is under way, or the server's answers are lost."
            + " Try again later.");
  }

  private StorageException exists(NewFile file) {
    return new StorageException(
        Reason.EXISTS,
        S3Action.WRITE.failed(folder, file.name()) + ": it exists already, and stays as it is.");
  }

  private StorageException unreadable(NewFile file, Exception e) {
    return new StorageException(
        Reason.FAILED,
        S3Action.WRITE.failed(folder, file.name())
            + ": its content "
            + file.content()
            + " cannot be read ("
            + e.getMessage()
            + ").",
        e);
  }
}
