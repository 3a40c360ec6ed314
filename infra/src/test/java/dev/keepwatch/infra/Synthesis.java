package dev.keepwatch.infra;

import static java.util.stream.Collectors.toMap;

import dev.keepwatch.infra.fleet.FleetText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/// Templates of a fleet, made as the command line makes them: with the settings of `cdk.json`.
final class Synthesis {
  /// The project's folder; tests run in the module's.
  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  // The smallest archive there is: no entries. Always the same, so that its hash in a template is
  // too.
  private static final byte[] EMPTY_JAR = HexFormat.of().parseHex("504b0506" + "00".repeat(18));

  private final App app;

  private Synthesis(App app) {
    this.app = app;
  }

  static Synthesis of(String fleet) {
    return of(fleet, Map.of());
  }

  /// @param settings what shall be otherwise than in `cdk.json`
  static Synthesis of(String fleet, Map<String, Object> settings) {
    Map<String, Object> context = map(at(yaml(read(PROJECT.resolve("cdk.json"))), "context"));
    context.putAll(settings);
    try {
      Path folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "cdk")), "out");
      App app = new App(AppProps.builder().context(context).outdir(folder.toString()).build());
      FleetStacks.addTo(app, FleetText.parse("fleet.yaml", fleet), jar());
      return new Synthesis(app);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sample() {
    return read(PROJECT.resolve("samples/fleet.yaml"));
  }

  App app() {
    return app;
  }

  Map<String, Object> template(String stack) {
    return map(written(stack + ".template.json"));
  }

  /// A file that the CDK wrote for the command line.
  Object written(String name) {
    return yaml(read(Path.of(app.synth().getDirectory(), name)));
  }

  /// The properties of the only resource of this type.
  Map<String, Object> only(String stack, String type) {
    List<Map<String, Object>> found = all(stack, type);
    if (found.size() != 1) {
      throw new AssertionError(stack + " has " + found.size() + " resources of type " + type);
    }
    return found.getFirst();
  }

  /// The properties of the only resource of this type in which a word stands.
  Map<String, Object> only(String stack, String type, String word) {
    List<Map<String, Object>> found =
        all(stack, type).stream().filter(one -> one.toString().contains(word)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          stack + " has " + found.size() + " resources of type " + type + " with " + word);
    }
    return found.getFirst();
  }

  /// A text that was written beside the templates.
  String file(String name) {
    return read(Path.of(app.getOutdir(), name));
  }

  List<Map<String, Object>> all(String stack, String type) {
    return map(at(template(stack), "Resources")).values().stream()
        .map(Synthesis::map)
        .filter(resource -> type.equals(resource.get("Type")))
        .map(resource -> map(resource.getOrDefault("Properties", Map.of())))
        .toList();
  }

  /// Policy statements by their Sid; those of the CDK's own that have none are left out.
  static Map<String, Object> statements(Map<String, Object> properties) {
    return list(at(properties, "PolicyDocument", "Statement")).stream()
        .map(Synthesis::map)
        .filter(statement -> statement.containsKey("Sid"))
        .collect(toMap(statement -> String.valueOf(statement.get("Sid")), statement -> statement));
  }

  /// What is expected, written as people read it.
  static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  /// What lies below these keys.
  static Object at(Object value, String... keys) {
    Object found = value;
    for (String key : keys) {
      found = ((Map<?, ?>) found).get(key);
      if (found == null) {
        throw new AssertionError("nothing at " + String.join(".", keys) + " of " + value);
      }
    }
    return found;
  }

  static Map<String, Object> map(Object value) {
    return ((Map<?, ?>) value)
        .entrySet().stream()
            .collect(
                java.util.LinkedHashMap::new,
                (result, entry) -> result.put(String.valueOf(entry.getKey()), entry.getValue()),
                Map::putAll);
  }

  static List<?> list(Object value) {
    return (List<?>) value;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() throws IOException {
    Path jar = Files.createDirectories(Path.of("target", "test-jar")).resolve("monitor.jar");
    return Files.write(jar, EMPTY_JAR).toAbsolutePath();
  }
}
