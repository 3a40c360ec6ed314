package dev.keepwatch.agent.identity.aws;

import dev.keepwatch.agent.identity.StackOutputs;
import dev.keepwatch.agent.identity.UserKeys;
import dev.keepwatch.agent.storage.s3.Transport;
import dev.keepwatch.agent.storage.s3.client.ConfiguredRegion;
import dev.keepwatch.agent.storage.s3.client.FoundCredentials;
import dev.keepwatch.agent.storage.s3.client.TrustedAuthorities;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/// An AWS account, as whoever the operator is there: credentials are those of the SDK's own chain.
public final class AwsAccount {

  private final Map<String, String> environment;
  private final Transport transport;

  /// @param environment the variables that name other servers than Amazon's
  /// @param transport how requests travel
  public AwsAccount(Map<String, String> environment, Transport transport) {
    this.environment = Map.copyOf(environment);
    this.transport = transport;
  }

  /// The keys of a user. Nothing is asked yet.
  public UserKeys keysOf(String user) {
    var iam =
        client(IamClient.builder(), "iam", new FoundCredentials()).region(iamRegion()).build();
    return new IamUserKeys(user, iam, this::sts);
  }

  private StsClient sts(AwsCredentialsProvider credentials) {
    return client(StsClient.builder(), "sts", credentials).region(region()).build();
  }

  /// The stacks of the account in one region. Nothing is asked yet.
  public StackOutputs stacks() {
    String region = region().id();
    String china = region.startsWith("cn-") ? ".cn" : "";
    var server =
        endpoint("cloudformation")
            .orElseGet(
                () -> URI.create("https://cloudformation." + region + ".amazonaws.com" + china));
    var query =
        new SignedQuery(http().build(), new FoundCredentials(), server, "cloudformation", region);
    return new CloudFormationOutputs(query, region);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B client(
      B builder, String service, AwsCredentialsProvider credentials) {
    builder.httpClientBuilder(http()).credentialsProvider(credentials);
    endpoint(service).ifPresent(builder::endpointOverride);
    return builder;
  }

  private UrlConnectionHttpClient.Builder http() {
    var http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(transport.timeout())
            .socketTimeout(transport.timeout());
    transport.authorities().map(TrustedAuthorities::read).ifPresent(http::tlsTrustManagersProvider);
    return http;
  }

  private Optional<URI> endpoint(String service) {
    return Stream.of("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), "AWS_ENDPOINT_URL")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(url -> url.matches("https?://[^/@\\s]+(/\\S*)?"))
        .findFirst()
        .map(URI::create);
  }

  private Region region() {
    return transport
        .region()
        .or(() -> Optional.ofNullable(environment.get("AWS_REGION")).filter(r -> !r.isBlank()))
        .map(Region::of)
        .or(ConfiguredRegion::find)
        .orElse(Region.US_EAST_1);
  }

  /// IAM is in one place for each of Amazon's worlds.
  private Region iamRegion() {
    String region = region().id();
    if (region.startsWith("cn-")) {
      return Region.AWS_CN_GLOBAL;
    }
    return region.startsWith("us-gov-") ? Region.AWS_US_GOV_GLOBAL : Region.AWS_GLOBAL;
  }
}
