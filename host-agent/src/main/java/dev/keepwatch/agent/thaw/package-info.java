/// Files in archive classes, brought back before a restore or a verification reads them.
///
/// 1. [FrozenFiles] is asked by a job, before it reads, whether the files that it needs can be
///    read; if not, the job ends with a [FrozenException], which holds the [ThawPlan].
/// 2. [PriceList] tells how long it takes and what it costs, as an [Estimate].
/// 3. [ThawJob] asks for what is not on its way yet, and waits until all is back. Then the job runs
///    anew.
///
/// What was asked for is remembered by the storage alone: a wait that was killed goes on by
/// looking. While it waits nothing of ours is locked, so that backups go on.
@NullMarked
package dev.keepwatch.agent.thaw;

import org.jspecify.annotations.NullMarked;
