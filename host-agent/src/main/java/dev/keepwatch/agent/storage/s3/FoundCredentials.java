package dev.keepwatch.agent.storage.s3;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The credentials of the SDK's own chain, whose absence is told apart from other failures.
final class FoundCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

  private final DefaultCredentialsProvider chain = DefaultCredentialsProvider.builder().build();

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return chain.resolveCredentials();
    } catch (SdkClientException e) {
      throw SdkClientException.create("no credentials", new NoneFound(e));
    }
  }

  @Override
  public void close() {
    chain.close();
  }

  /// Marks the failure.
  static final class NoneFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoneFound(Throwable cause) {
      super("no AWS credentials were found", cause);
    }
  }
}
