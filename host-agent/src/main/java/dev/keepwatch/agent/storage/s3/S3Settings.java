package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.pace.Pace;
import dev.keepwatch.agent.storage.s3.client.TrustedAuthorities;
import java.net.URI;
import java.nio.file.Path;
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
/// @param atRest how the server is told to encrypt what it stores; without it as the bucket does
public record S3Settings(
    Optional<URI> endpoint,
    Optional<Boolean> pathStyle,
    Optional<VolumeClass> volumeClass,
    long multipartFrom,
    long partBytes,
    Transport transport,
    Optional<AtRest> atRest) {

  private static final String PATH_STYLE = "KEEPWATCH_S3_PATH_STYLE";
  private static final String AUTHORITIES = "AWS_CA_BUNDLE";
  private static final long MIB = 1 << 20;

  /// What the environment and the profile files ask for.
  ///
  /// @throws IllegalArgumentException if a variable cannot be understood
  public static S3Settings from(Map<String, String> environment) {
    return new S3Settings(
        ConfiguredEndpoint.find(environment),
        set(environment, PATH_STYLE).map(S3Settings::yes),
        Optional.empty(),
        16 * MIB,
        16 * MIB,
        set(environment, AUTHORITIES)
            .map(file -> Transport.USUAL.withAuthorities(Path.of(file)))
            .orElse(Transport.USUAL),
        Optional.empty());
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
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

  public S3Settings withVolumeClass(VolumeClass wanted) {
    return new S3Settings(
        endpoint, pathStyle, Optional.of(wanted), multipartFrom, partBytes, transport, atRest);
  }

  public S3Settings withPathStyle(boolean wanted) {
    return new S3Settings(
        endpoint, Optional.of(wanted), volumeClass, multipartFrom, partBytes, transport, atRest);
  }

  /// @throws IllegalArgumentException if a file that is named here does not hold what it should
  public void check() {
    transport.authorities().ifPresent(TrustedAuthorities::read);
  }

  /// Other sizes than the usual ones.
  public S3Settings withParts(long multipartFrom, long partBytes) {
    return new S3Settings(
        endpoint, pathStyle, volumeClass, multipartFrom, partBytes, transport, atRest);
  }

  /// Files are sent no faster than this.
  public S3Settings withPace(Pace pace) {
    return withTransport(transport.withPace(pace));
  }

  /// Other ways than the usual one.
  public S3Settings withTransport(Transport other) {
    return new S3Settings(
        endpoint, pathStyle, volumeClass, multipartFrom, partBytes, other, atRest);
  }

  /// With objects that the server encrypts.
  public S3Settings withEncryptionAtRest(AtRest wanted) {
    return new S3Settings(
        endpoint, pathStyle, volumeClass, multipartFrom, partBytes, transport, Optional.of(wanted));
  }
}
