/// The rules of this module's house, as a test.
@NullMarked
package dev.keepwatch.format;

import org.jspecify.annotations.NullMarked;
