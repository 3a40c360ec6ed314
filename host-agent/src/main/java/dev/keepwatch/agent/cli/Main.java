package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.Channels;

/// The program `keepwatch`.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // The AWS SDK logs through SLF4J, which would complain that nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    var keepwatch = new Keepwatch(Machine.here(), Channels.ofThisProcess());
    System.exit(keepwatch.run(ProcessBytes.arguments(arguments)));
  }
}
