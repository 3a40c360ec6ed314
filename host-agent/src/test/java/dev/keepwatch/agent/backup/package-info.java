/// Whole backup runs, sound and broken.
@NullMarked
package dev.keepwatch.agent.backup;

import org.jspecify.annotations.NullMarked;
