/// Packing, to the byte.
@NullMarked
package dev.keepwatch.agent.volume;

import org.jspecify.annotations.NullMarked;
