package dev.keepwatch.agent.storage.s3.client;

import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/// Sends each request until it is answered, as long as the [RetryRule] allows. Credentials that
/// have expired are looked up anew, once for each request.
///
/// The client behind it must not repeat anything by itself.
public final class PatientClient extends DelegatingS3Client {

  private final FoundCredentials credentials;
  private final Patience patience;

  public PatientClient(S3Client client, FoundCredentials credentials, Patience patience) {
    super(client);
    this.credentials = credentials;
    this.patience = patience;
  }

  @Override
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    var attempts = patience.begin();
    boolean renewed = false;
    while (true) {
      try {
        return operation.apply(request);
      } catch (SdkException e) {
        Trouble trouble = Trouble.of(e);
        if (trouble == Trouble.EXPIRED && !renewed) {
          renewed = true;
          credentials.forget();
        } else if (!attempts.again(trouble, Trouble.asked(e))) {
          throw attempts.made() > 1 ? after(attempts.made(), e) : e;
        }
      }
    }
  }

  /// The same failure, which knows that it was not the first.
  private static SdkException after(int attempts, SdkException last) {
    return switch (last) {
      case AwsServiceException answer -> answer.toBuilder().numAttempts(attempts).build();
      case SdkClientException silence -> silence.toBuilder().numAttempts(attempts).build();
      default -> last;
    };
  }
}
