/// The tree as it is now, on the disk of this host.
///
/// [SourceTree] walks it in archive order and asks the selection what to leave out. Of a directory
/// only its own names are held at a time; a file is opened only by who reads its data
/// ([SourceEntry#open()]).
@NullMarked
package dev.keepwatch.agent.source;

import org.jspecify.annotations.NullMarked;
