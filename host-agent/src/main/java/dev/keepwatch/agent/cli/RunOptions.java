package dev.keepwatch.agent.cli;

import picocli.CommandLine.Option;

/// Options about configured jobs.
final class RunOptions {

  static final String CONFIG = "/etc/keepwatch/config.yaml";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; " + CONFIG + " if nothing is given.")
  String config = CONFIG;
}
