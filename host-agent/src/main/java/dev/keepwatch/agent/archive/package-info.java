/// An archive: a storage, the names in it, and the envelopes around its files.
///
/// [Archive] lists it and moves whole files in and out, sealed and opened. [Spool] holds files that
/// are on their way. [ManifestReading] understands a manifest line by line.
@NullMarked
package dev.keepwatch.agent.archive;

import org.jspecify.annotations.NullMarked;
