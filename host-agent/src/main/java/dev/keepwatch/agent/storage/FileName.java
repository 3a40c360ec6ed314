package dev.keepwatch.agent.storage;

/// The rule for names in an archive's folder: one plain component.
public final class FileName {

  private FileName() {}

  /// The name itself, if it is a plain file name.
  ///
  /// @throws IllegalArgumentException if it is empty, `.` or `..`, or holds `/` or NUL
  public static String check(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("not a file name: '" + name + "'");
    }
    if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a file name holds no '/' and no NUL: '" + name + "'");
    }
    return name;
  }
}
