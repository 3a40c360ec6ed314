/// What the JDK cannot ask of a Unix system: the only native calls.
///
/// [PathBytes] is the bridge between a [java.nio.file.Path] and the bytes of its name, which need
/// not be text; it needs no native code. [Posix] makes what `Files` cannot make: FIFOs, device
/// nodes, symbolic links with any bytes as their target, exact times of a link itself. All else the
/// JDK does: the twelve mode bits for instance with `Files.setAttribute(path, "unix:mode", mode)`.
///
/// [OpenPath] holds a directory or a file fast while it is worked with; [DirectorySync] makes what
/// was done in a directory durable.
///
/// The calls go through [Libc], which is loaded at the first of them. The JVM wants to be told that
/// native calls are meant: `--enable-native-access`.
@NullMarked
package dev.keepwatch.agent.posix;

import org.jspecify.annotations.NullMarked;
