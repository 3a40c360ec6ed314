/// The files of a set: volumes, signatures and manifest, packed here and not yet stored.
///
/// 1. [SetPacker] takes one change after the other and reads each changed file once.
/// 2. [MemberOutput] cuts an entry's data into members, [VolumePacker] puts members into volumes
///    and begins the next volume when one is full.
/// 3. A finished volume lies in the spool, sealed, with its digest: [SealedVolume].
///
/// Who takes the sealed volumes decides when packing may go on; that bounds the spool.
@NullMarked
package dev.keepwatch.agent.volume;

import org.jspecify.annotations.NullMarked;
