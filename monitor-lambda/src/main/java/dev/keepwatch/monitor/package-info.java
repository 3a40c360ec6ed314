/// Watches archives from outside: reads listings, judges them, mails when something is wrong.
///
/// 1. [Listing] reads the names in a [Target], in a bucket or a directory; never what is in a file.
/// 2. `Catalog` (of the format) says which sets and chains these names make up.
/// 3. [HealthCheck] judges each folder; its [Verdict] has the weight of its [Consequence]: can it
///    be restored now, and how old would that be?
/// 4. [Report] holds all verdicts of a run, worst first; [ReportPage] puts it into words, as
///    [Block]s that read the same as [PlainText] and as [Html].
/// 5. [MonitorHandler] mails the words, when there is trouble, through its [MailSender]; [Monitor]
///    hands them to a person at a terminal.
///
/// Names in a bucket may come from a thief: all words pass [SafeText] before anyone sees them.
@NullMarked
package dev.keepwatch.monitor;

import org.jspecify.annotations.NullMarked;
