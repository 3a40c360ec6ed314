package dev.keepwatch.infra.fleet;

/// The bucket of a host, and what becomes of its objects with time.
public record Store(BucketName bucket, VolumeMove move, Retention retention, ObjectLock lock) {}
