package dev.keepwatch.agent.identity.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.identity.IdentityException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/// A question to a service of AWS whose client is not among our libraries: a form that is posted
/// and signed.
///
/// @param service what the service is called in signatures
record SignedQuery(
    SdkHttpClient http,
    AwsCredentialsProvider credentials,
    URI endpoint,
    String service,
    String region)
    implements AutoCloseable {

  private static final int LONGEST_ANSWER = 1 << 20;

  /// @param status of HTTP
  record Answer(int status, byte[] body) {}

  /// @param tried what for, for messages
  Answer ask(String tried, Map<String, String> form) throws IdentityException {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .sorted()
            .collect(Collectors.joining("&"));
    try {
      return send(body.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AwsRefusal(SdkClientException.create(String.valueOf(e.getMessage()), e))
          .about(tried, "");
    } catch (SdkException e) {
      throw new AwsRefusal(e).about(tried, "");
    }
  }

  private Answer send(byte[] body) throws IOException {
    var signed = signed(body);
    var request =
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElseThrow())
            .build();
    var response = http.prepareRequest(request).call();
    var stream =
        response
            .responseBody()
            .orElseGet(() -> AbortableInputStream.create(InputStream.nullInputStream()));
    try (stream) {
      return new Answer(response.httpResponse().statusCode(), stream.readNBytes(LONGEST_ANSWER));
    }
  }

  private SignedRequest signed(byte[] body) {
    SdkHttpRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .putHeader("Content-Length", Integer.toString(body.length))
            .build();
    return AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(credentials.resolveCredentials())
                .request(request)
                .payload(
                    ContentStreamProvider.fromInputStreamSupplier(
                        () -> new ByteArrayInputStream(body)))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
  }

  @Override
  public void close() {
    http.close();
  }
}
