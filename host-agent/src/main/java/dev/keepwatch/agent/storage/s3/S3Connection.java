package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.s3.client.ConfiguredRegion;
import dev.keepwatch.agent.storage.s3.client.FoundCredentials;
import dev.keepwatch.agent.storage.s3.client.Patience;
import dev.keepwatch.agent.storage.s3.client.PatientClient;
import dev.keepwatch.agent.storage.s3.client.TrustedAuthorities;
import dev.keepwatch.agent.storage.s3.client.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/// Makes the client for an archive: which server, which region, how buckets are addressed.
///
/// At Amazon the client finds the bucket's region itself, with one request more, so a wrong or
/// missing region is no obstacle ([ConfiguredRegion]).
final class S3Connection {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private static final Pattern AWS_HOST = Pattern.compile(".*\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern PLAIN_AWS_HOST =
      Pattern.compile("s3(?:[.-]([a-z]{2}(?:-[a-z]+)+-\\d))?\\.amazonaws\\.com(\\.cn)?");

  private S3Connection() {}

  static S3Folder open(S3Url url, S3Settings settings) {
    return open(url, settings, Waiting.REAL);
  }

  static S3Folder open(S3Url url, S3Settings settings, Waiting waiting) {
    Optional<URI> named = url.endpoint().or(settings::endpoint);
    Optional<Matcher> plain =
        named.map(uri -> PLAIN_AWS_HOST.matcher(uri.getHost())).filter(Matcher::matches);
    // The SDK would prefer a configured endpoint to the URL's, unless it is told otherwise.
    boolean usual = plain.isPresent() && settings.endpoint().isEmpty();
    var transport = settings.transport();
    Region region = region(plain, transport);
    Optional<URI> server = usual ? Optional.empty() : named;
    if (transport.inTheClear()) {
      server = Optional.of(inTheClear(server, region));
    }
    boolean amazon = server.isEmpty() || AWS_HOST.matcher(server.get().getHost()).matches();

    var credentials = new FoundCredentials();
    var builder =
        S3Client.builder()
            .httpClientBuilder(http(transport))
            .credentialsProvider(credentials)
            .region(region)
            .forcePathStyle(settings.pathStyle().orElse(!amazon))
            .crossRegionAccessEnabled(server.isEmpty())
            // Each request says its own sum; those of the newer kind are unknown to older servers.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .overrideConfiguration(options -> options.retryStrategy(AwsRetryStrategy.doNotRetry()));
    server.ifPresent(builder::endpointOverride);
    var patience = new Patience(transport.retries(), waiting);
    var client = new PatientClient(builder.build(), credentials, patience);
    return new S3Folder(client, url, server, patience);
  }

  private static UrlConnectionHttpClient.Builder http(Transport transport) {
    var http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(connectTimeout(transport))
            .socketTimeout(transport.timeout());
    transport.authorities().map(TrustedAuthorities::read).ifPresent(http::tlsTrustManagersProvider);
    return http;
  }

  private static Duration connectTimeout(Transport transport) {
    boolean shorter = transport.timeout().compareTo(CONNECT_TIMEOUT) < 0;
    return shorter ? transport.timeout() : CONNECT_TIMEOUT;
  }

  private static URI inTheClear(Optional<URI> server, Region region) {
    String authority =
        server.map(URI::getRawAuthority).orElse("s3." + region.id() + ".amazonaws.com");
    return URI.create("http://" + authority + server.map(URI::getRawPath).orElse(""));
  }

  private static Region region(Optional<Matcher> awsHost, Transport transport) {
    return transport
        .region()
        .map(Region::of)
        .or(() -> awsHost.flatMap(S3Connection::region))
        .or(ConfiguredRegion::find)
        .orElse(Region.US_EAST_1);
  }

  private static Optional<Region> region(Matcher awsHost) {
    return Optional.ofNullable(awsHost.group(1)).map(Region::of);
  }
}
