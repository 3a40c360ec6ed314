package dev.keepwatch.infra;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

@NeedsNode
class InfraAppTest {
  private static final String GOOD =
      """
      monitor: {sender: a@example.org, recipients: [b@example.org]}
      hosts: [{name: %s}]
      """;

  @TempDir private Path project;
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

  @BeforeEach
  void a_project_with_a_built_monitor() throws IOException {
    Path jar = project.resolve(InfraApp.MONITOR_JAR);
    Files.createDirectories(jar.getParent());
    Files.write(jar, new byte[] {1, 2, 3});
  }

  @Test
  void a_fleet_becomes_a_template_for_each_host_and_one_for_the_monitor() throws IOException {
    write("samples/fleet.yaml", GOOD.formatted("web01"));

    assertThat(run(Map.of(), Map.of())).isZero();
    assertThat(project.resolve("out"))
        .isDirectoryContaining("glob:**/keepwatch-web01.template.json")
        .isDirectoryContaining("glob:**/keepwatch-monitor.template.json");
  }

  @Test
  void the_context_names_the_file_before_the_environment_does() throws IOException {
    write("mine.yaml", GOOD.formatted("mine"));
    write("env.yaml", GOOD.formatted("env"));

    assertThat(run(Map.of("fleet", "mine.yaml"), Map.of("KEEPWATCH_FLEET", "env.yaml"))).isZero();
    assertThat(project.resolve("out/keepwatch-mine.template.json")).exists();
    assertThat(project.resolve("out/keepwatch-env.template.json")).doesNotExist();
  }

  @Test
  void the_environment_names_the_file_before_the_sample_is_taken() throws IOException {
    write("samples/fleet.yaml", GOOD.formatted("sample"));
    write("env.yaml", GOOD.formatted("env"));

    assertThat(run(Map.of(), Map.of("KEEPWATCH_FLEET", "env.yaml"))).isZero();
    assertThat(project.resolve("out/keepwatch-env.template.json")).exists();
  }

  @Test
  void a_file_that_cannot_be_followed_ends_with_its_lines_and_nothing_else() throws IOException {
    write("samples/fleet.yaml", GOOD.formatted("Web01, modus: x"));

    assertThat(run(Map.of(), Map.of())).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            """
            samples/fleet.yaml:2: unknown key "modus" in host "Web01"; known are name, bucket, mode, restore, identity, storage, retention, object-lock, folders, account, region, tags
            samples/fleet.yaml:2: name of host "Web01": "Web01" is no name for a host: up to 40 small letters, digits and hyphens are, no hyphen at either end
            """);
  }

  @Test
  void a_file_that_is_not_there_ends_with_a_sentence() {
    assertThat(run(Map.of("fleet", "gone.yaml"), Map.of())).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            "There is no file gone.yaml; copy samples/fleet.yaml, or name another with -c fleet=FILE or KEEPWATCH_FLEET.\n");
  }

  @Test
  void a_file_in_another_encoding_ends_with_a_sentence() throws IOException {
    Files.createDirectories(project.resolve("samples"));
    Files.writeString(project.resolve("samples/fleet.yaml"), "# Gr\u00fc\u00dfe\n", ISO_8859_1);

    assertThat(run(Map.of(), Map.of())).isEqualTo(1);
    assertThat(said()).isEqualTo("samples/fleet.yaml is not in UTF-8; save it as such.\n");
  }

  @Test
  void a_folder_in_place_of_a_file_ends_with_a_sentence() throws IOException {
    Files.createDirectories(project.resolve("samples/fleet.yaml"));

    assertThat(run(Map.of(), Map.of())).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            "samples/fleet.yaml cannot be read (Is a directory); is it a file, and yours?\n");
  }

  @Test
  void without_the_monitors_jar_a_sentence_says_how_to_build_it() throws IOException {
    write("samples/fleet.yaml", GOOD.formatted("web01"));
    Files.delete(project.resolve(InfraApp.MONITOR_JAR));

    assertThat(run(Map.of(), Map.of())).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            "The monitor is not built yet (monitor-lambda/target/monitor-lambda-0.1.0-SNAPSHOT-lambda.jar is missing): run ./mvnw -q -DskipTests package\n");
  }

  private int run(Map<String, Object> context, Map<String, String> environment) {
    App app =
        new App(
            AppProps.builder().outdir(project.resolve("out").toString()).context(context).build());
    return new InfraApp(project, environment).run(app, new PrintStream(complaints, true, UTF_8));
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String said() {
    return complaints.toString(UTF_8);
  }
}
