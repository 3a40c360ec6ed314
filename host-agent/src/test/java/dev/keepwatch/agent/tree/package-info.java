/// Trees laid side by side and over each other.
@NullMarked
package dev.keepwatch.agent.tree;

import org.jspecify.annotations.NullMarked;
