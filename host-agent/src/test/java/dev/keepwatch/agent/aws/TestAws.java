package dev.keepwatch.agent.aws;

import dev.keepwatch.agent.envelope.OutsideProgram;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// The AWS that the tests of this process talk to; one for all.
///
/// It is, in this order: the endpoint that `KEEPWATCH_TEST_AWS` names, the emulator of
/// `tools/peers`, LocalStack where a Docker engine runs. Where none is there, the test is skipped
/// and says so; in continuous integration that is a failure.
///
/// @param name which it is
/// @param endpoint where it listens
/// @param permissions whether it can be told to enforce IAM policies; cases about them are skipped
///   where it cannot
public record TestAws(String name, URI endpoint, boolean permissions) {

  /// Credentials that none of them checks, as the environment of a process has them.
  public static final Map<String, String> ENVIRONMENT =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "not-a-secret-but-it-looks-like-one",
          "AWS_DEFAULT_REGION", "us-east-1");

  private static final String GIVEN = "KEEPWATCH_TEST_AWS";
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private static final List<AwsSource> SOURCES =
      List.of(
          new AwsSource(GIVEN, "name an endpoint in " + GIVEN, true, TestAws::given),
          new AwsSource("moto", "run tools/peers, as root", true, Emulator::find),
          new AwsSource("LocalStack", "start a Docker engine", false, LocalStack::start));

  /// Found once; that it is not there is remembered, too.
  private static final class Found {
    static final Optional<TestAws> AWS = AwsSource.first(SOURCES);
  }

  public static TestAws required() {
    OutsideProgram.demand(Found.AWS.isPresent(), AwsSource.missing(SOURCES));
    return Found.AWS.orElseThrow();
  }

  private static Optional<URI> given() {
    return Optional.ofNullable(System.getenv(GIVEN)).filter(s -> !s.isBlank()).map(URI::create);
  }

  /// Makes a bucket that no other run has.
  ///
  /// @return its name
  public String newBucket(String purpose) {
    String bucket =
        "%s-%d-%d-%d"
            .formatted(
                purpose,
                ProcessHandle.current().pid(),
                System.nanoTime() & 0xffffff,
                BUCKETS.incrementAndGet());
    try (var client = client()) {
      client.createBucket(request -> request.bucket(bucket));
    }
    return bucket;
  }

  /// A client for it, to be closed.
  public S3Client client() {
    var credentials =
        AwsBasicCredentials.create(
            ENVIRONMENT.get("AWS_ACCESS_KEY_ID"), ENVIRONMENT.get("AWS_SECRET_ACCESS_KEY"));
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
