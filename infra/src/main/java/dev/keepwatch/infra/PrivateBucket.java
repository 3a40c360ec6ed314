package dev.keepwatch.infra;

import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/// What all our buckets have in common: nothing is public, nothing travels in the clear, everything
/// is encrypted at rest and keeps versions, and access lists are off.
final class PrivateBucket {

  private PrivateBucket() {}

  static Bucket.Builder of(Construct scope) {
    return Bucket.Builder.create(scope, "Bucket")
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .encryption(BucketEncryption.S3_MANAGED)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .versioned(true);
  }
}
