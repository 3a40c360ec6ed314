/// Digests as everybody here needs them.
@NullMarked
package dev.keepwatch.agent.digest;

import org.jspecify.annotations.NullMarked;
