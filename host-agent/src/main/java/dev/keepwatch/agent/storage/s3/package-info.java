/// An archive in a folder of an S3 bucket, at Amazon or at any server that speaks its language.
///
/// 1. [S3Settings] says what the environment asks for; [S3Folder] is the place, with a client for
///    it.
/// 2. [S3Storage] lists and reads; [ObjectStream] goes on where the line broke. [S3Writer] adds
///    objects: [SinglePut] small ones, [MultipartUpload] large ones, both with the sums of
///    [ContentSums], so that the server notices a damaged transfer, and we by its [Receipt].
/// 3. [Extras] are what not every server understands: the condition that forbids replacing, tags,
///    and SHA-256 sums. [Concession] finds out what this one does, [AcceptedExtras] remembers it.
/// 4. [Leftovers] are parts of uploads that nobody will complete.
/// 5. [S3Thawing] brings objects back from archive classes; [ArchivedObject] is what S3 tells of
///    them. [S3Tagging] reads and sets the tags of objects that are there.
/// 6. [S3Undeletion] takes delete markers away; [VersionsByName] reads what a bucket keeps.
/// 7. [S3Failure] turns what the SDK throws into a reason for programs and words for people.
///
/// Below, in `client`, is how requests travel. These are the only packages that know the AWS SDK.
@NullMarked
package dev.keepwatch.agent.storage.s3;

import org.jspecify.annotations.NullMarked;
