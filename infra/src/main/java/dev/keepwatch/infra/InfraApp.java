package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Fleet;
import dev.keepwatch.infra.fleet.FleetText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;

/// The program that `cdk` starts: reads the fleet, writes the templates.
///
/// Which file: context `fleet` (`cdk deploy -c fleet=FILE`), else environment `KEEPWATCH_FLEET`,
/// else `samples/fleet.yaml`; relative to the project's folder.
public final class InfraApp {
  static final String MONITOR_JAR =
      "monitor-lambda/target/monitor-lambda-0.1.0-SNAPSHOT-lambda.jar";

  private static final String SAMPLE = "samples/fleet.yaml";

  private final Path project;
  private final Map<String, String> environment;

  InfraApp(Path project, Map<String, String> environment) {
    this.project = project;
    this.environment = environment;
  }

  /// Takes one argument: the project's folder.
  public static void main(String[] args) {
    Path project = Path.of(args.length == 0 ? "" : args[0]);
    System.exit(new InfraApp(project, System.getenv()).run(new App(), System.err));
  }

  /// Writes the templates, or says in a sentence why it cannot.
  ///
  /// @return the exit code
  int run(App app, PrintStream complaints) {
    try {
      FleetStacks.addTo(app, fleet(app), monitorJar());
    } catch (IOException e) {
      complaints.println(e.getMessage());
      return 1;
    }
    app.synth();
    return 0;
  }

  private Fleet fleet(App app) throws IOException {
    String name = fleetName(app);
    return FleetText.parse(name, text(name));
  }

  private String text(String name) throws IOException {
    try {
      return Files.readString(project.resolve(name));
    } catch (NoSuchFileException e) {
      throw new IOException(
          "There is no file "
              + name
              + "; copy "
              + SAMPLE
              + ", or name another with -c fleet=FILE or KEEPWATCH_FLEET.",
          e);
    } catch (CharacterCodingException e) {
      throw new IOException(name + " is not in UTF-8; save it as such.", e);
    } catch (IOException e) {
      throw new IOException(
          name + " cannot be read (" + e.getMessage() + "); is it a file, and yours?", e);
    }
  }

  private String fleetName(App app) {
    return app.getNode().tryGetContext("fleet") instanceof String given
        ? given
        : environment.getOrDefault("KEEPWATCH_FLEET", SAMPLE);
  }

  private Path monitorJar() throws IOException {
    Path jar = project.resolve(MONITOR_JAR).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar)) {
      throw new IOException(
          "The monitor is not built yet ("
              + MONITOR_JAR
              + " is missing): run ./mvnw -q -DskipTests package");
    }
    return jar;
  }
}
