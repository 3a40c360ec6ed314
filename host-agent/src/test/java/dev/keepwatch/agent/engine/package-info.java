/// The engine as a whole, against archives of real duplicity and against itself.
@NullMarked
package dev.keepwatch.agent.engine;

import org.jspecify.annotations.NullMarked;
