/// The table of contents of a set.
///
/// A [Manifest] tells for each volume which paths it holds ([PathPosition]) and the hash of the
/// stored file ([VolumeEntry]). [ManifestText] writes it, [ManifestParser] reads it line by line,
/// so that the list of changed files, which may be long, is never held in memory.
@NullMarked
package dev.keepwatch.format.manifest;

import org.jspecify.annotations.NullMarked;
