package dev.keepwatch.agent.storage.s3;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How S3 is to be used, apart from the URL of an archive. Credentials and region are not here: the
/// SDK looks for them itself, in environment, profile files and the instance's role.
///
/// @param endpoint a server other than Amazon's own
/// @param pathStyle whether the bucket stands in the path of a request instead of the host's name;
///   without it: where the server is not Amazon's
/// @param volumeClass the storage class of volumes; without it the bucket's default
/// @param multipartFrom the size from which a file is stored in parts
/// @param partBytes the size of a part; grows by itself where a file would need more than 10 000
/// @param transport how requests travel
/// @param sealedAtRest whether the server is told to encrypt what it stores
public record S3Settings(
    Optional<URI> endpoint,
    Optional<Boolean> pathStyle,
    Optional<VolumeClass> volumeClass,
    long multipartFrom,
    long partBytes,
    Transport transport,
    boolean sealedAtRest) {

  private static final String PATH_STYLE = "KEEPWATCH_S3_PATH_STYLE";
  private static final long MIB = 1 << 20;

  /// What the environment and the profile files ask for.
  ///
  /// @throws IllegalArgumentException if a variable cannot be understood
  public static S3Settings from(Map<String, String> environment) {
    return new S3Settings(
        ConfiguredEndpoint.find(environment),
        Optional.ofNullable(environment.get(PATH_STYLE))
            .filter(s -> !s.isBlank())
            .map(S3Settings::yes),
        Optional.empty(),
        64 * MIB,
        16 * MIB,
        Transport.USUAL,
        false);
  }

  private static boolean yes(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes" -> true;
      case "0", "false", "no" -> false;
      default ->
          throw new IllegalArgumentException(
              PATH_STYLE + " is true or false, not '" + value + "'.");
    };
  }

  public S3Settings withVolumeClass(VolumeClass volumeClass) {
    return new S3Settings(
        endpoint,
        pathStyle,
        Optional.of(volumeClass),
        multipartFrom,
        partBytes,
        transport,
        sealedAtRest);
  }

  /// Other sizes than the usual ones.
  public S3Settings withParts(long multipartFrom, long partBytes) {
    return new S3Settings(
        endpoint, pathStyle, volumeClass, multipartFrom, partBytes, transport, sealedAtRest);
  }

  /// Other ways than the usual one.
  public S3Settings withTransport(Transport transport) {
    return new S3Settings(
        endpoint, pathStyle, volumeClass, multipartFrom, partBytes, transport, sealedAtRest);
  }

  /// With objects that the server encrypts with keys of its own.
  public S3Settings withSealingAtRest() {
    return new S3Settings(
        endpoint, pathStyle, volumeClass, multipartFrom, partBytes, transport, true);
  }
}
