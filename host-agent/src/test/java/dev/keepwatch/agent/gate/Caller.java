package dev.keepwatch.agent.gate;

import java.util.Optional;

/// Who asks.
///
/// @param arn as `arn:aws:iam::…`; of a session that of its role or user, as `aws:PrincipalArn` has
///   it. Nothing for whom has not signed
/// @param policy what is attached to it
record Caller(Optional<String> arn, Policy policy) {

  static final Caller NOBODY = new Caller(Optional.empty(), Policy.NONE);

  Caller(String arn, Policy policy) {
    this(Optional.of(arn), policy);
  }

  /// The account stands for all in it; it leaves to their own policies who of them may.
  boolean isMeantBy(String principal) {
    return principal.equals("*")
        || arn.filter(own -> own.equals(principal) || principal.equals(root(own))).isPresent();
  }

  private static String root(String arn) {
    return arn.replaceFirst("[^:]*$", "root");
  }

  Facts addTo(Facts facts) {
    return arn.map(own -> facts.with("aws:PrincipalArn", own)).orElse(facts);
  }

  String name() {
    return arn.orElse("anonymous");
  }
}
