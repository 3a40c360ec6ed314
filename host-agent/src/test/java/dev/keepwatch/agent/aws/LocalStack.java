package dev.keepwatch.agent.aws;

import java.net.URI;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// LocalStack in a container that ends with this process.
final class LocalStack {

  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private LocalStack() {}

  static Optional<URI> start() {
    return hasEngine() ? Optional.of(run()) : Optional.empty();
  }

  static boolean hasEngine() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @SuppressWarnings("resource") // Testcontainers stops it when this process ends
  private static URI run() {
    var container = new LocalStackContainer(IMAGE).withServices("s3", "iam", "sts");
    container.start();
    return container.getEndpoint();
  }
}
