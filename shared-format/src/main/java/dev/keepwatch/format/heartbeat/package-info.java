/// What a host says of each run of a job, so that whoever watches can say why there is no backup.
///
/// [Heartbeat] is one run, [HeartbeatName] the key of its object, [HeartbeatText] its content. What
/// stands in a heartbeat is a claim of the host: it explains, and it never proves that a backup is
/// there.
@NullMarked
package dev.keepwatch.format.heartbeat;

import org.jspecify.annotations.NullMarked;
