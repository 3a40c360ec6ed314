/// What an interrupted run leaves on the disk.
@NullMarked
package dev.keepwatch.agent.journal;

import org.jspecify.annotations.NullMarked;
