package dev.keepwatch.agent.storage;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells whether what follows `s3://` is a server, and how to speak to it.
final class S3Host {

  private static final Pattern PORT = Pattern.compile("[^:]+:\\d+|\\[[^]]+](:\\d+)?");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

  private S3Host() {}

  /// The server that a URL's authority names, if it is one.
  ///
  /// The configured endpoint knows its own scheme. Otherwise this machine is spoken to in the
  /// clear, everybody else through TLS.
  static Optional<URI> endpoint(String authority, Optional<URI> configured) {
    String host = authority.toLowerCase(Locale.ROOT);
    Optional<URI> same = configured.filter(endpoint -> names(host, endpoint));
    if (same.isPresent()) {
      return same;
    }
    return isHost(host)
        ? Optional.of(
            URI.create((LOOPBACK.matcher(host).matches() ? "http://" : "https://") + host))
        : Optional.empty();
  }

  private static boolean names(String host, URI endpoint) {
    return host.equalsIgnoreCase(endpoint.getHost())
        || host.equalsIgnoreCase(endpoint.getAuthority());
  }

  private static boolean isHost(String host) {
    return host.equals("localhost")
        || host.endsWith(".amazonaws.com")
        || host.endsWith(".amazonaws.com.cn")
        || PORT.matcher(host).matches()
        || IPV4.matcher(host).matches();
  }
}
