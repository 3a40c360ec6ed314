/// Copies of archives, finished and broken off.
@NullMarked
package dev.keepwatch.agent.replicate;

import org.jspecify.annotations.NullMarked;
