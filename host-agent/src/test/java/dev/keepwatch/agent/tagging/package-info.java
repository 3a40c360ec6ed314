/// Tags on what other programs have written: the tests.
@NullMarked
package dev.keepwatch.agent.tagging;

import org.jspecify.annotations.NullMarked;
