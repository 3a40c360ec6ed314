package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.PROJECT;
import static dev.keepwatch.infra.Synthesis.at;
import static dev.keepwatch.infra.Synthesis.map;
import static dev.keepwatch.infra.Synthesis.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The files at the top of the project that make `npm ci && npx cdk synth` work.
class ProjectFilesTest {
  @Test
  void the_command_line_is_pinned_and_its_lock_names_no_registry() throws IOException {
    String lock = read("package-lock.json");

    assertThat(at(yaml(read("package.json")), "devDependencies"))
        .isEqualTo(Map.of("aws-cdk", "2.1148.1"));
    assertThat(map(at(map(yaml(lock)), "packages", "node_modules/aws-cdk")))
        .containsEntry("version", "2.1148.1")
        .containsKey("integrity");
    assertThat(lock).doesNotContain("resolved", "http");
  }

  @Test
  void the_command_line_neither_asks_for_news_nor_reports_home() throws IOException {
    Map<String, Object> cdk = map(yaml(read("cdk.json")));

    assertThat(cdk)
        .containsEntry("app", "tools/cdk-app")
        .containsEntry("notices", false)
        .containsEntry("versionReporting", false);
    assertThat(map(at(cdk, "context"))).containsEntry("cli-telemetry", false);
  }

  @Test
  void the_app_and_the_pom_agree_on_the_names_of_the_jars() throws IOException {
    String version = version(read("pom.xml"));

    assertThat(InfraApp.MONITOR_JAR)
        .isEqualTo("monitor-lambda/target/monitor-lambda-" + version + "-lambda.jar");
    assertThat(read("tools/cdk-app"))
        .contains(List.of(InfraApp.MONITOR_JAR, "infra/target/infra-" + version + ".jar"));
    assertThat(PROJECT.resolve("tools/cdk-app")).isExecutable();
  }

  private static String version(String pom) {
    String after = pom.substring(pom.indexOf("<artifactId>keepwatch</artifactId>"));
    return after.substring(after.indexOf("<version>") + 9, after.indexOf("</version>"));
  }

  private static String read(String name) throws IOException {
    return Files.readString(PROJECT.resolve(name));
  }
}
