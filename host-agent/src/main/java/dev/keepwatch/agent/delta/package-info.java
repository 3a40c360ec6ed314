/// What has changed: the tree now held against the tree then.
///
/// [ChangeSequence] merges the two and yields [Change]s; nothing is opened yet, a look at the
/// metadata decides.
@NullMarked
package dev.keepwatch.agent.delta;

import org.jspecify.annotations.NullMarked;
