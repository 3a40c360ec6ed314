/// How fast files are sent.
///
/// [Timetable] says what speed holds at which time of the day; [Pace] makes those who send wait for
/// it, all of them together.
@NullMarked
package dev.keepwatch.agent.pace;

import org.jspecify.annotations.NullMarked;
