/// Whole backup runs, sound and broken.
@NullMarked
package dev.keepwatch.agent.repair;

import org.jspecify.annotations.NullMarked;
