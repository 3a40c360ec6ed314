/// The walk over the disk, also over what changes meanwhile or may not be read.
@NullMarked
package dev.keepwatch.agent.source;

import org.jspecify.annotations.NullMarked;
