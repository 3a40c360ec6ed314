package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.identity.aws.AwsAccount;
import dev.keepwatch.agent.storage.StorageUrl;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.s3.S3Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which S3 is meant: by what was typed, by options, and by the variables of the environment.
final class S3Choice {

  private static final String ENDPOINT = "AWS_ENDPOINT_URL_S3";

  private final Map<String, String> given;
  private final StorageOptions options;
  private final Terminal terminal;
  private boolean toldServer;

  /// @param given the variables of the environment
  S3Choice(Map<String, String> given, StorageOptions options, Terminal terminal) {
    this.given = given;
    this.options = options;
    this.terminal = terminal;
  }

  /// What was typed as a URL.
  StorageUrl url(String text) throws UsageException {
    try {
      boolean file = text.regionMatches(true, 0, "file:", 0, 5);
      var url = StorageUrl.parse(escaped(text), file ? Optional.empty() : settings().endpoint());
      if (url instanceof S3Url s3) {
        settings().check();
        return atChosenServer(s3);
      }
      return url;
    } catch (IllegalArgumentException e) {
      throw new UsageException(ExitCode.BAD_URL, String.valueOf(e.getMessage()));
    }
  }

  /// A URL may name Amazon's server where today another is meant: what was chosen for S3 alone goes
  /// before it, as in Amazon's own programs.
  private StorageUrl atChosenServer(S3Url url) {
    boolean chosen = !environment().getOrDefault(ENDPOINT, "").isBlank();
    var amazon =
        url.endpoint()
            .map(URI::getHost)
            .filter(host -> host.matches(".*\\.amazonaws\\.com(\\.cn)?"));
    var server = settings().endpoint();
    if (!chosen || amazon.isEmpty() || server.equals(url.endpoint()) || server.isEmpty()) {
      return url;
    }
    if (!toldServer) {
      toldServer = true;
      terminal.notice(
          "The URL names the server %s; %s, which %s names, is used instead."
              .formatted(amazon.get(), server.get(), ENDPOINT + " or --s3-endpoint-url"));
    }
    return new S3Url(url.bucket(), url.prefix(), server);
  }

  /// The URL in ASCII: what its bytes mean shall not depend on the locale.
  private static String escaped(String url) {
    var escaped = new StringBuilder();
    for (byte b : RawText.encode(url)) {
      if (b < 0) {
        escaped.append("%%%02X".formatted(b & 0xff));
      } else {
        escaped.append((char) b);
      }
    }
    return escaped.toString();
  }

  /// The variables that tell where S3 is.
  Map<String, String> environment() {
    var environment = new HashMap<>(given);
    options.endpoint.ifPresent(url -> environment.put(ENDPOINT, url));
    return environment;
  }

  /// What was said of S3, options before variables.
  S3Settings settings() {
    return options.applied(S3Settings.from(environment()));
  }

  /// The AWS account that the operator's credentials are for.
  AwsAccount account() throws UsageException {
    try {
      var settings = settings();
      settings.check();
      return new AwsAccount(given, settings.transport());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
