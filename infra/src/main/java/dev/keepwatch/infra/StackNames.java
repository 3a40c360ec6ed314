package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Account;
import dev.keepwatch.infra.fleet.BucketName;
import dev.keepwatch.infra.fleet.Place;
import dev.keepwatch.infra.fleet.Region;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/// Names that a host's stack and the monitor's must agree on without asking each other.
///
/// They are worked out twice instead of being exported by one stack and imported by the other: an
/// import would tie the stacks together so that neither a host can be removed nor the monitor be
/// moved.
final class StackNames {
  /// The monitor's stack, function, role and schedule.
  static final String MONITOR = "keepwatch-monitor";

  private StackNames() {}

  static String host(String name) {
    return "keepwatch-" + name;
  }

  /// @param place where the bucket is
  /// @param stack who asks; what `place` leaves to the credentials is the same there
  static String bucket(BucketName name, Place place, Stack stack) {
    return switch (name) {
      case BucketName.Given(String given) -> given;
      case BucketName.Generated generated ->
          generated.prefix() + account(place, stack) + "-" + region(place, stack);
    };
  }

  static String account(Place place, Stack stack) {
    return switch (place.account()) {
      case Account.Numbered(String number) -> number;
      case Account.OfCredentials() -> stack.getAccount();
    };
  }

  static String region(Place place, Stack stack) {
    return switch (place.region()) {
      case Region.Named(String name) -> name;
      case Region.OfCredentials() -> stack.getRegion();
    };
  }

  static String monitorRoleArn(Place monitor, Stack stack) {
    return Arn.format(
        ArnComponents.builder()
            .service("iam")
            .region("")
            .account(account(monitor, stack))
            .resource("role")
            .resourceName(MONITOR)
            .build(),
        stack);
  }

  static StackProps props(Place place, String description) {
    Environment.Builder environment = Environment.builder();
    if (place.account() instanceof Account.Numbered(String number)) {
      environment.account(number);
    }
    if (place.region() instanceof Region.Named(String name)) {
      environment.region(name);
    }
    return StackProps.builder().description(description).env(environment.build()).build();
  }
}
