/// The names of an archive's files, and the times in them.
///
/// A file name says which set a file belongs to ([SetId]), what it is in that set ([ArchiveName])
/// and how it is wrapped ([Packaging]); [NamingScheme] turns one into the other. [BackupTime] is
/// the time in a name, [TimeExpression] what people type when they mean a time.
@NullMarked
package dev.keepwatch.format.naming;

import org.jspecify.annotations.NullMarked;
