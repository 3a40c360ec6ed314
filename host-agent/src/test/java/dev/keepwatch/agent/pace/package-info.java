/// Tests of how fast files are sent.
@NullMarked
package dev.keepwatch.agent.pace;

import org.jspecify.annotations.NullMarked;
