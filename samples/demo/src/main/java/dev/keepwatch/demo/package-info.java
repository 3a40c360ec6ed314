/// The whole story of Keepwatch on one machine, without an account.
///
/// 1. [Main] understands the command line ([Arguments]), keeps the terminal for the demo alone
///    ([Terminal]) and ends the process.
/// 2. [Demo] prepares everything in one [Place]; [Story] tells what happens on a [Page], step by
///    step.
/// 3. [LocalBucket] is the S3 server. [DemoKeys], [TreeCopy] and [WorkingDay] make what there is to
///    back up.
/// 4. [Agent] runs the real command line; [BackupNumbers] reads what it printed. [Proof] says with
///    a [TreeComparison] whether a restore is right, [Duplicity] lets the other program try.
///    [Watch] is the monitor's own handler.
@NullMarked
package dev.keepwatch.demo;

import org.jspecify.annotations.NullMarked;
