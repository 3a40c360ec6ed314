/// Everything that reads what others wrote, fed with damage by the thousand.
///
/// [Mutation] damages bytes, from a seed; [Fuzz] feeds a parser with them and watches exceptions,
/// memory and time. There is one test for each parser; those that need the inside of a room stand
/// there.
@NullMarked
package dev.keepwatch.agent.fuzz;

import org.jspecify.annotations.NullMarked;
