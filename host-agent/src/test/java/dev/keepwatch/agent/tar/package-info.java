/// Tar streams, against real duplicity, Python and GNU tar, and against hostile bytes.
@NullMarked
package dev.keepwatch.agent.tar;

import org.jspecify.annotations.NullMarked;
