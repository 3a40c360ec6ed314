/// Rules and patterns, against the real duplicity.
@NullMarked
package dev.keepwatch.agent.selection;

import org.jspecify.annotations.NullMarked;
