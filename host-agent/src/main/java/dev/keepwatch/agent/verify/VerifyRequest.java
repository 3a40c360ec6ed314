package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.format.archive.ArchivePath;
import java.nio.file.Path;
import java.time.Instant;

/// What is to be verified, and against what.
///
/// @param path what of the backup
/// @param time as of when
/// @param source what it is compared with: the place of `path` itself
/// @param selection what of the source; what it leaves out is taken for missing, as in duplicity
/// @param compareData whether the data of files is compared too
public record VerifyRequest(
    ArchivePath path, Instant time, Path source, Selection selection, boolean compareData) {}
