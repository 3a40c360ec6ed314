/// Keys and passphrases: where they come from, and when they are asked for.
///
/// [KeyShelf] finds a key by the name that somebody gave. [Passphrases] knows what was given and
/// whom to ask for the rest. [ArchiveEnvelopes] puts both around an archive's files: what is needed
/// for writing is loaded before the first byte is written, what is needed for reading only when the
/// first encrypted file has to be opened. An increment on a full cache therefore needs no secret
/// key.
@NullMarked
package dev.keepwatch.agent.cli.keys;

import org.jspecify.annotations.NullMarked;
