/// What people and scripts see.
///
/// [Terminal] owns standard output, standard error and the log file; nobody else writes there. What
/// was asked for (a listing, the statistics) goes to standard output byte for byte; warnings and
/// errors go to standard error, one line each. [StatisticsBlock] and [StatusPage] have duplicity's
/// form, so that scripts which read it go on working.
@NullMarked
package dev.keepwatch.agent.cli.output;

import org.jspecify.annotations.NullMarked;
