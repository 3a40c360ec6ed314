/// What the JDK cannot ask of a Unix system: the tests.
@NullMarked
package dev.keepwatch.agent.posix;

import org.jspecify.annotations.NullMarked;
