/// Tests of the monitor: judgement as pure functions, edges against real servers in this process.
@NullMarked
package dev.keepwatch.monitor;

import org.jspecify.annotations.NullMarked;
