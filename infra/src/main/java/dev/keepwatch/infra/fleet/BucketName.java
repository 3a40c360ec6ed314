package dev.keepwatch.infra.fleet;

import java.util.regex.Pattern;

/// Which bucket a host writes to.
///
/// A generated name carries account and region, which are known only when the template is deployed.
public sealed interface BucketName {
  /// How many letters the name has at most.
  int longest();

  record Given(String name) implements BucketName {
    public Given {
      requireValid(name);
    }

    @Override
    public int longest() {
      return name.length();
    }
  }

  /// `keepwatch-<host>-<account>-<region>`: free in every account, since nobody else has its
  /// number.
  record Generated(String host) implements BucketName {
    public String prefix() {
      return "keepwatch-" + host + "-";
    }

    @Override
    public int longest() {
      return 63;
    }
  }

  /// So that a generated name stays within 63 letters in the region with the longest name.
  int LONGEST_HOST_IN_GENERATED =
      63 - "keepwatch-".length() - "-123456789012-ap-southeast-1".length();

  /// Without dots: the certificate of S3 does not cover a name with dots.
  Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

  /// What S3 keeps for itself.
  Pattern RESERVED =
      Pattern.compile("(xn--|sthree-|amzn-s3-demo-).*|.*(-s3alias|--ols-s3|--x-s3|--table-s3|-an)");

  static BucketName parse(String text) {
    return new Given(text);
  }

  private static void requireValid(String name) {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is no bucket name for backups: 3 to 63 small letters, digits and hyphens are, no hyphen at either end");
    }
    if (RESERVED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" begins or ends with something that S3 keeps for itself; choose another name");
    }
  }
}
