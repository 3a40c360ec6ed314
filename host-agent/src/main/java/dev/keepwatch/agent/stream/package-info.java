/// What all streams of ours have in common.
@NullMarked
package dev.keepwatch.agent.stream;

import org.jspecify.annotations.NullMarked;
