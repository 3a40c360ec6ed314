package dev.keepwatch.agent.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestAwsTest {

  private static final URI HERE = URI.create("http://localhost:4566");

  private final List<String> asked = new ArrayList<>();

  private AwsSource source(String name, boolean there) {
    return new AwsSource(
        name,
        "start " + name,
        there,
        () -> {
          asked.add(name);
          return there ? Optional.of(HERE) : Optional.empty();
        });
  }

  @Test
  void the_first_that_is_there_is_taken_and_the_later_ones_are_left_alone() {
    var sources = List.of(source("a", false), source("b", true), source("c", true));

    assertThat(AwsSource.first(sources)).contains(new TestAws("b", HERE, true));
    assertThat(asked).containsExactly("a", "b");
  }

  @Test
  void where_none_is_there_it_is_said_what_would_help() {
    var sources = List.of(source("a", false), source("b", false));

    assertThat(AwsSource.first(sources)).isEmpty();
    assertThat(AwsSource.missing(sources))
        .isEqualTo("there is no AWS for tests: start a, or start b");
  }

  @Test
  void an_emulator_is_taken_for_running_only_if_its_process_is(@TempDir Path state)
      throws Exception {
    assertThat(Emulator.running(state)).isEmpty();
    Files.writeString(state.resolve("emulator.port"), "4566\n");
    Files.writeString(state.resolve("emulator.pid"), ProcessHandle.current().pid() + "\n");
    assertThat(Emulator.running(state)).contains(HERE);

    Files.writeString(state.resolve("emulator.pid"), Integer.MAX_VALUE + "\n");

    assertThat(Emulator.running(state)).isEmpty();
  }

  @Test
  void without_a_docker_engine_there_is_no_localstack() {
    assumeFalse(LocalStack.hasEngine(), "a Docker engine runs here");

    assertThat(LocalStack.start()).isEmpty();
  }
}
