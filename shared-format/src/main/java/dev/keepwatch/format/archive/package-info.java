/// Paths inside an archive, and the names that members of its tar streams carry.
///
/// Everything in an archive stands in one order, that of [ArchivePath]. [MemberName] is what a
/// volume calls an entry, [SignatureMemberName] what a signature archive calls it.
@NullMarked
package dev.keepwatch.format.archive;

import org.jspecify.annotations.NullMarked;
