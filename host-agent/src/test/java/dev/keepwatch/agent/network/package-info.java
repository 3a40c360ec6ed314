/// Bad lines: what lies between an agent and its storage, made on the loopback interface.
///
/// 1. [FaultProxy] stands before an S3 server; [Exchange] is one request through it, [HttpMessage]
///    one message of it.
/// 2. [Weather] says which [Fault] a request meets, by its kind (`S3Call`).
/// 3. [WriteLedger] knows what the server has taken.
/// 4. [Line] is a line of some length and width, without faults.
@NullMarked
package dev.keepwatch.agent.network;

import org.jspecify.annotations.NullMarked;
