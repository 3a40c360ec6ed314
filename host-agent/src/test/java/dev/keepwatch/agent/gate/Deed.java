package dev.keepwatch.agent.gate;

import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.s3.S3Client;

/// Something that somebody may want to do in the bucket of a host, and who may.
///
/// @param words for people
/// @param action that it asks for
/// @param allowed who may do it; nobody else
record Deed(String words, String action, Set<Who> allowed, Act act) {

  /// How it is done, by real requests.
  @FunctionalInterface
  interface Act {
    void on(Scene scene);
  }

  /// By one request to S3, or a few.
  static Deed s3(
      String words, String action, Set<Who> allowed, BiConsumer<S3Client, Scene> requests) {
    return new Deed(
        words,
        action,
        allowed,
        scene -> {
          try (var s3 = scene.s3()) {
            requests.accept(s3, scene);
          }
        });
  }

  Deed {
    allowed = Set.copyOf(allowed);
  }

  @Override
  public String toString() {
    return words;
  }
}
