package dev.keepwatch.agent.storage.file;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// What a file system refused, in words.
final class FileFailure {

  private FileFailure() {}

  static StorageException of(String verb, Path path, IOException cause) {
    Reason reason = reason(cause);
    String which = blamed(path, cause);
    String why =
        switch (reason) {
          case ABSENT -> which + " does not exist.";
          case MISCONFIGURED -> which + " is not a directory. Correct the URL.";
          case EXISTS -> which + " exists already, and stays as it is.";
          case DENIED ->
              "permission denied for "
                  + which
                  + ". Run as a user who may "
                  + verb
                  + " there, or change its owner or mode.";
          default -> words(cause) + ".";
        };
    return new StorageException(reason, "cannot " + verb + " " + path + ": " + why, cause);
  }

  private static Reason reason(IOException cause) {
    return switch (cause) {
      case NoSuchFileException absent -> Reason.ABSENT;
      case NotDirectoryException file -> Reason.MISCONFIGURED;
      case FileAlreadyExistsException exists -> Reason.EXISTS;
      case AccessDeniedException denied -> Reason.DENIED;
      default -> Reason.FAILED;
    };
  }

  private static String blamed(Path path, IOException cause) {
    String file = cause instanceof FileSystemException refused ? refused.getFile() : null;
    return file == null || file.equals(path.toString()) ? "it" : file;
  }

  private static String words(IOException cause) {
    String reason =
        cause instanceof FileSystemException refused ? refused.getReason() : cause.getMessage();
    return reason == null ? cause.toString() : reason;
  }

  /// As [#of], and says so when the disk has no room for the content.
  static StorageException whileWriting(Path target, Path content, IOException cause) {
    StorageException failure = of("write", target, cause);
    if (failure.reason() != Reason.FAILED || hasRoom(target, content)) {
      return failure;
    }
    return new StorageException(
        Reason.FULL,
        failure.getMessage() + " There is no room for it; free some space, or use another disk.",
        cause);
  }

  private static boolean hasRoom(Path target, Path content) {
    // The words of the error are in the language of the locale, so the disk itself is asked.
    try {
      Path directory = target.toAbsolutePath().getParent();
      return directory == null
          || Files.getFileStore(directory).getUsableSpace() >= Files.size(content);
    } catch (IOException e) {
      return true;
    }
  }
}
