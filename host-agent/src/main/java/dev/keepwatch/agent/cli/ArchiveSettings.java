package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.keys.KeyShelf;
import dev.keepwatch.agent.cli.keys.Passphrases;
import dev.keepwatch.agent.cli.keys.Sealing;
import dev.keepwatch.agent.pace.Timetable;
import dev.keepwatch.agent.storage.StorageUrl;
import dev.keepwatch.agent.storage.s3.VolumeClass;
import dev.keepwatch.format.naming.NamingScheme;
import java.nio.file.Path;
import java.util.Optional;

/// Which archive, and how it is to be used.
///
/// @param url where it is
/// @param names what its files are called
/// @param sealing how new files are protected
/// @param expectedSigner who must have signed what is read
/// @param volumeClass the storage class of new volumes
/// @param uploadLimit how fast files are sent
/// @param cacheDirectory where its cache is
/// @param level how hard zlib and zip try; without it as ever
/// @param shelf where keys are looked up
/// @param passphrases those at hand
record ArchiveSettings(
    StorageUrl url,
    NamingScheme names,
    Sealing sealing,
    Optional<String> expectedSigner,
    Optional<VolumeClass> volumeClass,
    Timetable uploadLimit,
    Path cacheDirectory,
    Optional<Integer> level,
    KeyShelf shelf,
    Passphrases passphrases) {

  /// The same with other names.
  ArchiveSettings withNames(NamingScheme other) {
    return new ArchiveSettings(
        url,
        other,
        sealing,
        expectedSigner,
        volumeClass,
        uploadLimit,
        cacheDirectory,
        level,
        shelf,
        passphrases);
  }
}
