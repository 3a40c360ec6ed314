/// Where an archive's files are kept: the tests.
///
/// [StorageContract] is what every [Storage] must pass. [MemoryStorage] is a small real one for the
/// tests of those who use storage.
@NullMarked
package dev.keepwatch.agent.storage;

import org.jspecify.annotations.NullMarked;
