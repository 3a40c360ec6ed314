package dev.keepwatch.agent.posix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Extended attributes of an entry (`xattr(7)`); of a symbolic link its own. Names are bytes, seen
/// here as ISO 8859-1. POSIX access control lists are the two that begin with `system.posix_acl_`.
public final class ExtendedAttributes {

  private static final int ENODATA = 61;
  private static final int ERANGE = 34;
  private static final int ENOTSUP = 95;

  /// `XATTR_LIST_MAX` and `XATTR_SIZE_MAX` of Linux.
  private static final int LONGEST = 65536;

  private static final int USUAL = 256;

  private ExtendedAttributes() {}

  /// The names of an entry's attributes, as far as this user may see them; none where the file
  /// system has no attributes.
  public static List<String> names(Path path) throws IOException {
    byte[] names = list(path, USUAL);
    if (names.length == 0) {
      return List.of();
    }
    return Arrays.stream(new String(names, ISO_8859_1).split("\0", -1))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static byte[] list(Path path, int room) throws IOException {
    try (var call = new Call("llistxattr", path)) {
      var buffer = call.buffer(room);
      long length =
          (long) Libc.LLISTXATTR.invokeExact(call.errno(), call.path(), buffer, (long) room);
      if (length >= 0) {
        return buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
      }
      int errno = Libc.errno(call.errno());
      if (errno == ENOTSUP) {
        return new byte[0];
      }
      if (errno != ERANGE || room == LONGEST) {
        call.check(-1);
      }
    } catch (Throwable t) {
      throw Call.failure(t);
    }
    return list(path, LONGEST);
  }

  /// The value of an attribute; nothing if it has gone meanwhile.
  public static Optional<byte[]> value(Path path, String name) throws IOException {
    try (var call = new Call("lgetxattr", path)) {
      var buffer = call.buffer(LONGEST);
      long length =
          (long)
              Libc.LGETXATTR.invokeExact(
                  call.errno(),
                  call.path(),
                  call.text(name.getBytes(ISO_8859_1)),
                  buffer,
                  (long) LONGEST);
      if (length < 0 && Libc.errno(call.errno()) == ENODATA) {
        return Optional.empty();
      }
      call.check((int) length);
      return Optional.of(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  /// Sets an attribute, whether it is there or not.
  public static void set(Path path, String name, byte[] value) throws IOException {
    byte[] bytes = name.getBytes(ISO_8859_1);
    if (bytes.length == 0 || name.indexOf('\0') >= 0) {
      throw new FileSystemException(path.toString(), null, "an attribute without a proper name");
    }
    try (var call = new Call("lsetxattr", path)) {
      call.check(
          (int)
              Libc.LSETXATTR.invokeExact(
                  call.errno(),
                  call.path(),
                  call.text(bytes),
                  call.text(value),
                  (long) value.length,
                  0));
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  /// Takes an attribute away.
  public static void remove(Path path, String name) throws IOException {
    try (var call = new Call("lremovexattr", path)) {
      call.check(
          (int)
              Libc.LREMOVEXATTR.invokeExact(
                  call.errno(), call.path(), call.text(name.getBytes(ISO_8859_1))));
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }
}
