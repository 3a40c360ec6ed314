/// The face: what was typed becomes a run of the engine, and what became of it words and an exit
/// code.
///
/// 1. [Main] collects arguments and environment as bytes and ends the process with what [Keepwatch]
///    returns.
/// 2. [ArgumentReader] understands the arguments: a [Verb], its words and the [Options], all in one
///    [Invocation].
/// 3. [Composition] is where the parts of the engine meet; each `…Command` carries a verb out.
/// 4. [Failure] turns what went wrong into one sentence and an [ExitCode].
///
/// This is the only package that knows picocli.
@NullMarked
package dev.keepwatch.agent.cli;

import org.jspecify.annotations.NullMarked;
