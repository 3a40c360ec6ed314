/// Files in archive classes: the tests.
@NullMarked
package dev.keepwatch.agent.thaw;

import org.jspecify.annotations.NullMarked;
