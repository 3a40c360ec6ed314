package dev.keepwatch.monitor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// A place to be watched, with all folders in it.
sealed interface Target {

  /// Its URL, as people write it; the empty folder is the target's own.
  default String url() {
    return url("");
  }

  /// The URL of a folder, which is named as in [Contents].
  String url(String folder);

  /// All keys of a bucket, or those below one of its folders.
  ///
  /// @param bucket the bucket's name
  /// @param folder without slashes around it; empty for the whole bucket
  record Bucket(String bucket, String folder) implements Target {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,254}");

    public Bucket {
      if (!NAME.matcher(bucket).matches()) {
        throw new IllegalArgumentException(
            "\""
                + SafeText.cut(bucket)
                + "\" is no name of a bucket: give bucket or bucket/folder");
      }
    }

    /// Understands `bucket` and `bucket/folder`.
    ///
    /// @throws IllegalArgumentException if it is neither
    static Bucket parse(String text) {
      int slash = text.indexOf('/');
      return slash < 0
          ? new Bucket(text, "")
          : new Bucket(text.substring(0, slash), withoutSlashes(text.substring(slash)));
    }

    /// What all keys of the target begin with.
    String keyPrefix() {
      return folder.isEmpty() ? "" : folder + "/";
    }

    @Override
    public String url() {
      return url(folder);
    }

    @Override
    public String url(String keyFolder) {
      return "s3://" + bucket + (keyFolder.isEmpty() ? "" : "/" + keyFolder);
    }

    boolean covers(Bucket other) {
      return bucket.equals(other.bucket) && (other.folder + "/").startsWith(keyPrefix());
    }

    /// `bucket` or `bucket/folder`.
    @Override
    public String toString() {
      return url().substring("s3://".length());
    }
  }

  /// A directory and all below it.
  record Directory(Path path) implements Target {

    @Override
    public String url(String folder) {
      var base = "file://" + (path.getNameCount() == 0 ? "" : path);
      return folder.isEmpty() ? "file://" + path : base + "/" + folder;
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  Pattern BUCKET_URL = Pattern.compile("(?:boto3\\+)?s3(?:\\+http)?:///?(.+)");
  Pattern DIRECTORY_URL = Pattern.compile("file://(/.*)");

  /// Understands `s3://bucket/folder` and `file:///directory`.
  ///
  /// @throws IllegalArgumentException if it is neither; the message says which there are
  static Target parse(String url) {
    var bucket = BUCKET_URL.matcher(url);
    if (bucket.matches()) {
      return Bucket.parse(bucket.group(1));
    }
    var directory = DIRECTORY_URL.matcher(url);
    if (directory.matches()) {
      return directory(directory.group(1));
    }
    throw new IllegalArgumentException(
        "cannot watch \"" + SafeText.cut(url) + "\": give s3://bucket/folder or file:///directory");
  }

  private static Directory directory(String path) {
    try {
      return new Directory(Path.of(path).normalize());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "\"" + SafeText.cut(path) + "\" is no name of a directory", e);
    }
  }

  private static String withoutSlashes(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == '/') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(start, end);
  }
}
