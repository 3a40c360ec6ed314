@NullMarked
package dev.keepwatch.agent.identity;

import org.jspecify.annotations.NullMarked;
