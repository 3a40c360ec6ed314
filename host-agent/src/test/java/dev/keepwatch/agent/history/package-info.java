/// Which sets make up a state, and when none may.
@NullMarked
package dev.keepwatch.agent.history;

import org.jspecify.annotations.NullMarked;
