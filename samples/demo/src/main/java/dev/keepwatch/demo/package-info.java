/// The whole story of Keepwatch on one machine, without an account.
@NullMarked
package dev.keepwatch.demo;

import org.jspecify.annotations.NullMarked;
