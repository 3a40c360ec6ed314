package dev.keepwatch.agent.storage.s3.client;

import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// The credentials of the SDK's own chain, whose absence is told apart from other failures.
public final class FoundCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

  private final Supplier<AwsCredentialsProvider> search;
  private AwsCredentialsProvider chain;

  public FoundCredentials() {
    this(() -> DefaultCredentialsProvider.builder().build());
  }

  /// @param search where credentials are looked for; a new place knows nothing of what an earlier
  ///   one has found
  FoundCredentials(Supplier<AwsCredentialsProvider> search) {
    this.search = search;
    this.chain = search.get();
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return current().resolveCredentials();
    } catch (SdkClientException e) {
      throw SdkClientException.create("no credentials", new NoneFound(e));
    }
  }

  private synchronized AwsCredentialsProvider current() {
    return chain;
  }

  /// What was found has expired: the next request looks again, in files and processes too.
  synchronized void forget() {
    close(chain);
    chain = search.get();
  }

  @Override
  public synchronized void close() {
    close(chain);
  }

  private static void close(AwsCredentialsProvider chain) {
    if (chain instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }

  /// Marks the failure.
  public static final class NoneFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoneFound(Throwable cause) {
      super("no AWS credentials were found", cause);
    }
  }
}
