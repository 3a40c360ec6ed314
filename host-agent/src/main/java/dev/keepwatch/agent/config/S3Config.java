package dev.keepwatch.agent.config;

import java.util.Optional;

/// Where and how S3 is spoken to; what is not said here the environment says.
///
/// @param endpoint the server, where it is not Amazon's
/// @param region the region of the bucket
/// @param pathStyle whether the bucket stands in the path of a request instead of the host's name
/// @param authorities a file with certificates of those who may vouch for the server
/// @param kmsKey the key of KMS with which the server encrypts what it stores
public record S3Config(
    Optional<String> endpoint,
    Optional<String> region,
    Optional<Boolean> pathStyle,
    Optional<String> authorities,
    Optional<String> kmsKey) {

  public static final S3Config NONE =
      new S3Config(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
