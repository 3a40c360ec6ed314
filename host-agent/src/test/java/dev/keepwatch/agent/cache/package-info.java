/// What a host remembers of an archive.
@NullMarked
package dev.keepwatch.agent.cache;

import org.jspecify.annotations.NullMarked;
