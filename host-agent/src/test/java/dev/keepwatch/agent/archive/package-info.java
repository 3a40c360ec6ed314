/// The files of an archive on their way.
@NullMarked
package dev.keepwatch.agent.archive;

import org.jspecify.annotations.NullMarked;
