/// The host agent: backs a directory up to an archive and brings it back.
@NullMarked
package dev.keepwatch.agent;

import org.jspecify.annotations.NullMarked;
