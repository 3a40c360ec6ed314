/// How S3 is reached: with credentials that may run out, through lines that break.
///
/// 1. [PatientClient] sends each request, and sends it again where [Trouble] passes.
/// 2. [RetryRule] decides when, and when no more; [Patience] does the waiting.
/// 3. [FoundCredentials] are the SDK's own, looked up anew when they have expired.
/// 4. [TrustedAuthorities] says whose certificates are believed.
@NullMarked
package dev.keepwatch.agent.storage.s3.client;

import org.jspecify.annotations.NullMarked;
