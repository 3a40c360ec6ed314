/// Brings a backup back.
///
/// 1. [RestoreJob] is the whole run. [Claim] decides whether it may have the target, and which
///    interrupted restore it goes on with ([Seal], [Undertaking]).
/// 2. [Outlook] and [Survey] look ahead by the signatures: room, places, what is there already.
/// 3. [RestoreWalk] goes through the entries, [Places] tells where each comes.
/// 4. [TargetTree] makes an entry in the [Workshop], whole, and [Placement] moves it to its place,
///    in a directory that [Levels] holds; a directory's owner, mode and time come when everything
///    in it is done.
@NullMarked
package dev.keepwatch.agent.restore;

import org.jspecify.annotations.NullMarked;
