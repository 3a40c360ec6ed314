package dev.keepwatch.agent.cli;

import picocli.CommandLine.Option;

/// Options about what is compared.
final class VerifyOptions {

  @Option(
      names = "--compare-data",
      description =
          "Compares the data of files too; else type, mode, owner, time and target of links.")
  boolean compareData;
}
