/// Lists of what a backup holds.
@NullMarked
package dev.keepwatch.agent.listing;

import org.jspecify.annotations.NullMarked;
