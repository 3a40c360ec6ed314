/// The tree as it is now, on the disk of this host.
///
/// [SourceTree] walks it in archive order and asks the selection what to leave out. Of a directory
/// only its own names are held at a time ([Level]); a file is opened only by who reads its data
/// ([SourceEntry#open()]). Nobody who changes the tree meanwhile leads the walk elsewhere.
@NullMarked
package dev.keepwatch.agent.source;

import org.jspecify.annotations.NullMarked;
