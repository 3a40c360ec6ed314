package dev.keepwatch.agent.aws;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One place where an AWS for tests may be had.
///
/// @param name how people call it
/// @param remedy what would make it be there
/// @param permissions whether it can be told to enforce IAM policies
/// @param start finds or starts it; empty where it cannot be had
record AwsSource(String name, String remedy, boolean permissions, Supplier<Optional<URI>> start) {

  /// The first that is there. Those after it are not asked.
  static Optional<TestAws> first(List<AwsSource> sources) {
    for (var source : sources) {
      Optional<URI> endpoint = source.start().get();
      if (endpoint.isPresent()) {
        return Optional.of(new TestAws(source.name(), endpoint.get(), source.permissions()));
      }
    }
    return Optional.empty();
  }

  /// What to say where none is there.
  static String missing(List<AwsSource> sources) {
    var remedies = sources.stream().map(AwsSource::remedy).toList();
    return "there is no AWS for tests: " + String.join(", or ", remedies);
  }
}
