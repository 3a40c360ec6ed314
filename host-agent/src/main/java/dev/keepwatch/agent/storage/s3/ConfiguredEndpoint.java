package dev.keepwatch.agent.storage.s3;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/// The S3 server that the SDK's own settings name, in their order: the environment before the
/// profile, the service before the whole.
///
/// The SDK finds it too, but only while a client is built; we must know before how to address
/// buckets.
final class ConfiguredEndpoint {

  private static final String URL = "endpoint_url";

  private ConfiguredEndpoint() {}

  static Optional<URI> find(Map<String, String> environment) {
    if (SdkSystemSetting.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS.getBooleanValue().orElse(false)) {
      return Optional.empty();
    }
    return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
        .filter(value -> !value.isBlank())
        .findFirst()
        .or(ConfiguredEndpoint::ofProfile)
        .map(ConfiguredEndpoint::uri);
  }

  private static Optional<String> ofProfile() {
    ProfileFile file = ProfileFile.defaultProfileFile();
    Optional<Profile> profile =
        file.profile(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow());
    return profile
        .flatMap(p -> p.property("services"))
        .flatMap(name -> file.getSection("services", name))
        .flatMap(services -> services.property("s3." + URL))
        .or(() -> profile.flatMap(p -> p.property(URL)));
  }

  private static URI uri(String value) {
    // A value that is no URL may be anything, a misplaced secret included; it is not repeated.
    String wrong =
        "The configured S3 endpoint (AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL) is no URL such as https://s3.example.org.";
    try {
      URI uri = URI.create(value.strip());
      if (uri.getHost() == null
          || uri.getUserInfo() != null
          || uri.getPort() > 65535
          || !String.valueOf(uri.getScheme()).matches("https?")) {
        throw new IllegalArgumentException(wrong);
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
