/// Lists what a backup holds, from the signatures, without touching a volume.
@NullMarked
package dev.keepwatch.agent.listing;

import org.jspecify.annotations.NullMarked;
