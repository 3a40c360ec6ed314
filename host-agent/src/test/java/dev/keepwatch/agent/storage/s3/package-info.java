/// An archive in an S3 bucket: the tests.
///
/// [S3MockServer] is a real server of the protocol in this process; [FaultServer] is one that does
/// what no test can ask a real one to do.
@NullMarked
package dev.keepwatch.agent.storage.s3;

import org.jspecify.annotations.NullMarked;
