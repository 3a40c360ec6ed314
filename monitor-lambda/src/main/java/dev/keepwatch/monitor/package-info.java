/// Watches archives from outside: reads listings, judges them, mails when something is wrong.
@NullMarked
package dev.keepwatch.monitor;

import org.jspecify.annotations.NullMarked;
