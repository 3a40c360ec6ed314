/// An archive in a directory of this machine.
///
/// [FileStorage] is the whole of it for others. [NewDirectoryEntry] makes a file appear whole or
/// not at all; [FileFailure] tells in words what the file system refused.
@NullMarked
package dev.keepwatch.agent.storage.file;

import org.jspecify.annotations.NullMarked;
