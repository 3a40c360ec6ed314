/// A gate in front of an emulator of AWS, which asks of every request whether the policies of a
/// host let it through; a tool of tests, on the loopback interface.
///
/// 1. [GateRequest] is a request as it came; [Question]s are what it asks for ([S3Questions],
///    [QueryQuestions]): an action, a resource, and the [Facts] that conditions are about.
/// 2. [Policy], [Statement] and [Condition] are what was synthesised; [Judgement] decides by them.
/// 3. [Gate] forwards or refuses, and writes each decision into its [Ledger].
/// 4. [Provisioned] is a host with its bucket, its user and the role of its operators; [Deed] is
///    what somebody may want to do there, and `SecurityTableTest` holds docs/SECURITY.md against
///    it.
///
/// What the gate does not know (an action, a parameter, a condition) is never let through: it is
/// refused with `UnknownToGateException` and remembered, and closing the gate fails.
@NullMarked
package dev.keepwatch.agent.gate;

import org.jspecify.annotations.NullMarked;
