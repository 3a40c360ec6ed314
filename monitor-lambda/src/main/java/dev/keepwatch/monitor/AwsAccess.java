package dev.keepwatch.monitor;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/// How AWS is reached: region, credentials and endpoints, as an environment says.
final class AwsAccess {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final Map<String, String> environment;

  AwsAccess(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// Prepares a client.
  ///
  /// @param service as in `AWS_ENDPOINT_URL_S3`
  <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B prepare(
      B builder, String service) {
    endpoint(service).ifPresent(builder::endpointOverride);
    return builder
        .region(region())
        .credentialsProvider(credentials())
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER));
  }

  /// Where a service is when it is not at Amazon's own address.
  Optional<URI> endpoint(String service) {
    return setting("AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL").map(URI::create);
  }

  Region region() {
    return setting("AWS_REGION", "AWS_DEFAULT_REGION").map(Region::of).orElse(Region.US_EAST_1);
  }

  private AwsCredentialsProvider credentials() {
    var id = setting("AWS_ACCESS_KEY_ID");
    var secret = setting("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        setting("AWS_SESSION_TOKEN")
            .<AwsCredentials>map(
                token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
            .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get())));
  }

  private Optional<String> setting(String... names) {
    return Stream.of(names)
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
