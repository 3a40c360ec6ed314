/// Restores, of sound, damaged and hostile archives.
@NullMarked
package dev.keepwatch.agent.restore;

import org.jspecify.annotations.NullMarked;
