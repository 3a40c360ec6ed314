package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.BucketName;
import dev.keepwatch.infra.fleet.Region;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/// Names that a host's stack and the monitor's must agree on without asking each other.
///
/// They are worked out twice instead of being exported by one stack and imported by the other: an
/// import would tie the stacks together so that neither a host can be removed nor the monitor be
/// moved.
final class StackNames {
  static final String MONITOR = "keepwatch-monitor";

  private StackNames() {}

  static String host(String name) {
    return "keepwatch-" + name;
  }

  static String bucket(BucketName name, Stack stack) {
    return switch (name) {
      case BucketName.Given(String given) -> given;
      case BucketName.Generated generated ->
          generated.prefix() + stack.getAccount() + "-" + stack.getRegion();
    };
  }

  static StackProps props(Region region, String description) {
    StackProps.Builder props = StackProps.builder().description(description);
    return switch (region) {
      case Region.OfCredentials() -> props.build();
      case Region.Named(String name) ->
          props.env(Environment.builder().region(name).build()).build();
    };
  }
}
