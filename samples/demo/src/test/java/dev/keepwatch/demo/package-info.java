/// Tests of the demo: the whole of it once, its parts one by one.
@NullMarked
package dev.keepwatch.demo;

import org.jspecify.annotations.NullMarked;
