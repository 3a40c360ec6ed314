/// Deletions by a policy, finished and broken off.
@NullMarked
package dev.keepwatch.agent.retention;

import org.jspecify.annotations.NullMarked;
