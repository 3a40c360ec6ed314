package dev.keepwatch.agent.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A request as it arrived.
///
/// @param target path and query as they were sent
/// @param headers by their names in lower case
record GateRequest(
    Transport transport,
    String method,
    URI target,
    Map<String, List<String>> headers,
    byte[] body) {

  private static final Pattern CREDENTIAL =
      Pattern.compile("Credential=([^/]+)/[^/]+/[^/]+/([a-z0-9-]+)/aws4_request");

  GateRequest {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  static GateRequest read(HttpExchange exchange, Transport transport) throws IOException {
    var headers = new TreeMap<String, List<String>>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new GateRequest(
        transport,
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getFirst);
  }

  /// The key by which it is signed.
  Optional<String> accessKey() {
    return credential(1);
  }

  /// The service that it is signed for. Only S3 is asked without a signature.
  String service() {
    return credential(2).orElse("s3");
  }

  /// How it is signed, as `s3:authType` calls it; nothing if it is not.
  Optional<String> signing() {
    if (header("authorization").isPresent()) {
      return Optional.of("REST-HEADER");
    }
    if (parameters().containsKey("X-Amz-Signature")) {
      return Optional.of("REST-QUERY-STRING");
    }
    return isForm() ? Optional.of("POST") : Optional.empty();
  }

  /// Whether it is an upload by a form, as browsers send it.
  boolean isForm() {
    return method.equals("POST")
        && header("content-type").orElse("").startsWith("multipart/form-data");
  }

  /// A field of such a form.
  Optional<String> field(String name) {
    return Pattern.compile("(?is)name=\"" + Pattern.quote(name) + "\"\r\n\r\n(.*?)\r\n")
        .matcher(text())
        .results()
        .map(found -> found.group(1))
        .findFirst();
  }

  private Optional<String> credential(int group) {
    return header("authorization")
        .or(() ->
            Optional.ofNullable(parameters().get("X-Amz-Credential")).map(c -> "Credential=" + c))
        .or(() ->
            isForm() ? field("x-amz-credential").map(c -> "Credential=" + c) : Optional.empty())
        .map(CREDENTIAL::matcher)
        .filter(found -> found.find())
        .map(found -> found.group(group));
  }

  /// The first step of the path; empty where nothing but the service is asked.
  String bucket() {
    return decoded(target.getRawPath().split("/", 3)[1]);
  }

  String key() {
    var steps = target.getRawPath().split("/", 3);
    return steps.length < 3 ? "" : decoded(steps[2]);
  }

  /// A plus in a path is a plus.
  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
  }

  /// What its query names, with values; those without have an empty one.
  Map<String, String> parameters() {
    return form(Optional.ofNullable(target.getRawQuery()).orElse(""));
  }

  String text() {
    return new String(body, UTF_8);
  }

  static Map<String, String> form(String text) {
    var parameters = new TreeMap<String, String>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        var parts = pair.split("=", 2);
        String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8);
        parameters.put(URLDecoder.decode(parts[0], UTF_8), value);
      }
    }
    return parameters;
  }
}
