/// Deflate on all processors, written as one ordinary stream.
///
/// 1. [DeflateOutput] cuts what is written into chunks and hands them to the workers.
/// 2. [DeflatePool] owns the workers; one pool serves all streams of a run.
/// 3. [CompressibilityProbe] says whether a chunk is worth the trouble, or is stored as it is.
/// 4. [Framing] puts the header and the checksum around it: raw, zlib or gzip.
///
/// Any reader of gzip or zlib reads the result; nothing in it tells that several hands wrote it.
@NullMarked
package dev.keepwatch.agent.deflate;

import org.jspecify.annotations.NullMarked;
