package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.BucketName;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;

/// The fleet's buckets as resources of policies, as many in each as fit.
///
/// A bucket that is named after its account has one pattern, since nothing in the account can be
/// called the same and go on; another needs two, itself and what lies in it.
final class BucketGrants {
  /// IAM allows 6144; the statement around the names needs some.
  private static final int MOST_LETTERS = 5600;

  /// So many managed policies a role can have, unless Amazon raises its quota.
  static final int MOST_POLICIES = 10;

  private static final int LETTERS_AROUND = "'arn:aws-us-gov:s3:::/*',".length();

  private final Stack stack;

  BucketGrants(Stack stack) {
    this.stack = stack;
  }

  /// Lists of ARNs, one for each policy.
  List<List<String>> of(List<Watched> buckets) {
    List<List<String>> policies = new ArrayList<>();
    List<String> resources = new ArrayList<>();
    int letters = 0;
    for (Watched watched : buckets) {
      List<String> patterns = patterns(watched);
      int needed = patterns.size() * (watched.bucket().longest() + LETTERS_AROUND);
      if (letters + needed > MOST_LETTERS) {
        policies.add(List.copyOf(resources));
        resources.clear();
        letters = 0;
      }
      resources.addAll(patterns);
      letters += needed;
    }
    policies.add(List.copyOf(resources));
    return policies;
  }

  private List<String> patterns(Watched watched) {
    String name = StackNames.bucket(watched.bucket(), watched.place(), stack);
    return switch (watched.bucket()) {
      case BucketName.Given given -> List.of(arn(name), arn(name + "/*"));
      case BucketName.Generated generated -> List.of(arn(name + "*"));
    };
  }

  private String arn(String resource) {
    return Arn.format(
        ArnComponents.builder().service("s3").region("").account("").resource(resource).build(),
        stack);
  }
}
