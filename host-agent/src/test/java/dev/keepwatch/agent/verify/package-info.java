/// Verifications of damaged archives.
@NullMarked
package dev.keepwatch.agent.verify;

import org.jspecify.annotations.NullMarked;
