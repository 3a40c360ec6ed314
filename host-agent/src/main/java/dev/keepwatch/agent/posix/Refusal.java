package dev.keepwatch.agent.posix;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Why the file system did not do what it was asked to.
public final class Refusal {

  private Refusal() {}

  /// The reason for people, without the path.
  public static String words(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException absent -> "it does not exist";
      case DirectoryNotEmptyException full -> "a directory that is not empty is in its place";
      case FileAlreadyExistsException other -> "there is something else in its place";
      case FileSystemException refused when refused.getReason() != null -> refused.getReason();
      case FileSystemException refused -> refused.getClass().getSimpleName();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }

  /// Whether the user who runs this may not do it.
  public static boolean isForbidden(IOException e) {
    return e instanceof AccessDeniedException || says(e, "Operation not permitted");
  }

  /// Whether the file system has no such thing.
  public static boolean isUnsupported(IOException e) {
    return says(e, "Operation not supported");
  }

  /// Whether the file system does not know how to do it in this way.
  public static boolean isInvalid(IOException e) {
    return says(e, "Invalid argument") || says(e, "Function not implemented");
  }

  /// Whether there is no room left.
  public static boolean isNoSpace(IOException e) {
    return says(e, "No space left on device") || says(e, "Disk quota exceeded");
  }

  private static boolean says(IOException e, String words) {
    return e.getMessage() != null && e.getMessage().contains(words);
  }
}
