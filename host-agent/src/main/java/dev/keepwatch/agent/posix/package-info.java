/// tmp.
@NullMarked
package dev.keepwatch.agent.posix;

import org.jspecify.annotations.NullMarked;
