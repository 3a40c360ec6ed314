package dev.keepwatch.infra.fleet;

import java.util.regex.Pattern;

/// As whom a host writes.
public sealed interface Identity {
  /// An IAM user that the stack makes; its access key is made by the operator.
  record User() implements Identity {}

  /// A role that exists already, such as that of an instance.
  ///
  /// @param name its name or its ARN
  record ExistingRole(String name) implements Identity {
    public ExistingRole {
      if (!NAME.matcher(name).matches() && !ROLE_ARN.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "\"" + name + "\" is neither the name of a role nor the ARN of one");
      }
    }

    public boolean isArn() {
      return name.startsWith("arn:");
    }

    /// Its name without path.
    public String lastName() {
      return name.substring(name.lastIndexOf('/') + 1);
    }

    /// A role that is known by its name alone is in the account where it is looked for.
    boolean isIn(String account) {
      return !isArn() || name.contains(":iam::" + account + ":");
    }
  }

  /// A certificate of the operator's own authority, by IAM Roles Anywhere: no key that lasts.
  ///
  /// @param trustAnchor the ARN of the authority
  /// @param commonName what the host's certificate says that it is
  record Certificate(String trustAnchor, String commonName) implements Identity {
    public Certificate {
      requireTrustAnchor(trustAnchor);
      requireCommonName(commonName);
    }
  }

  static String requireTrustAnchor(String text) {
    if (!TRUST_ANCHOR.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no trust anchor: write its ARN, arn:aws:rolesanywhere:REGION:ACCOUNT:trust-anchor/ID");
    }
    return text;
  }

  /// Without `*`, `?` and `$`, which mean something in a policy.
  static String requireCommonName(String text) {
    if (!COMMON_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no common name for a host: up to 64 letters, digits, dots, hyphens and blanks are");
    }
    return text;
  }

  Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");
  Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/([\\w+=,.@-]+/)*[\\w+=,.@-]{1,64}");
  Pattern TRUST_ANCHOR =
      Pattern.compile(
          "arn:aws[a-z-]*:rolesanywhere:[a-z0-9-]+:[0-9]{12}:trust-anchor/[0-9a-fA-F-]{36}");
  Pattern COMMON_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9. _-]{0,63}");
}
