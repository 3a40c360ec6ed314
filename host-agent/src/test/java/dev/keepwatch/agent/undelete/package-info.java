@NullMarked
package dev.keepwatch.agent.undelete;

import org.jspecify.annotations.NullMarked;
