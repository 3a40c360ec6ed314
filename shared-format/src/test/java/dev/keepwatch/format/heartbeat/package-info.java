/// Tests of what a host says of each run.
@NullMarked
package dev.keepwatch.format.heartbeat;

import org.jspecify.annotations.NullMarked;
