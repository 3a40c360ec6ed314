/// Where an archive's files are kept.
///
/// [Storage] is the port: it lists, reads and writes the files of one archive. It has no verb that
/// deletes, and writing never replaces, so whoever holds a [Storage] can only add to history.
/// [StorageUrl] says what a URL of duplicity's forms means. Failures are [StorageException]s, whose
/// reason tells a program what to do and whose message tells a person.
///
/// Some storages can do more: [Thawing] brings files back from archive classes, [Tagging] keeps
/// tags on them.
///
/// The implementations stand in `storage.file` and `storage.s3`; nothing here knows them.
@NullMarked
package dev.keepwatch.agent.storage;

import org.jspecify.annotations.NullMarked;
