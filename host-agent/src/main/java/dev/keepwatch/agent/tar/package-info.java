/// Tar streams as volumes and signature archives hold them (FORMAT.md §4.3).
///
/// [TarWriter] writes POSIX pax members; [TarReader] reads these, GNU's and old ones. Names and
/// other text are bytes throughout: pax records are framed and parsed here, because a library that
/// decodes them would silently alter names that are not UTF-8.
@NullMarked
package dev.keepwatch.agent.tar;

import org.jspecify.annotations.NullMarked;
