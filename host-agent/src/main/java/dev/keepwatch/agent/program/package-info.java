/// What is known of this program itself.
@NullMarked
package dev.keepwatch.agent.program;

import org.jspecify.annotations.NullMarked;
