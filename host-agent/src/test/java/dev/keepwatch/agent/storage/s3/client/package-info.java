/// How S3 is reached: the tests.
@NullMarked
package dev.keepwatch.agent.storage.s3.client;

import org.jspecify.annotations.NullMarked;
