package dev.keepwatch.infra.fleet;

import java.io.IOException;
import java.io.Serial;
import java.util.List;

/// A `fleet.yaml` that cannot be followed; says everything that is wrong with it.
public final class InvalidFleetException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  InvalidFleetException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /// One line for each thing that is wrong, in the order of the file, with the file's name and the
  /// number of its line.
  public List<String> problems() {
    return problems;
  }
}
