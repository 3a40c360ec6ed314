package dev.keepwatch.agent.storage.s3;

import java.util.Optional;

/// How the server is told to encrypt what it stores, beneath our own encryption.
public sealed interface AtRest {

  /// With keys of the storage (`AES256`).
  record StoragesKeys() implements AtRest {}

  /// With a key of the key management service (`aws:kms`).
  ///
  /// @param id which; without it the account's own for S3
  record KmsKey(Optional<String> id) implements AtRest {}
}
