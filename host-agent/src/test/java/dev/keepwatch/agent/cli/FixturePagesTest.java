package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What we say of the archives that real duplicity wrote, beside what duplicity itself said.
class FixturePagesTest {

  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    shell.environment.put("PASSPHRASE", "fixture-passphrase");
  }

  private List<String> arguments(String verb, String variant) {
    var arguments =
        new ArrayList<>(
            List.of(
                verb,
                "file://" + Fixtures.target(variant),
                "--keyring=" + Fixtures.ROOT.resolve("keys")));
    if (variant.equals("mini-prefix")) {
      arguments.addAll(
          List.of(
              "--file-prefix=pre_",
              "--file-prefix-manifest=manifest_",
              "--file-prefix-archive=archive_",
              "--file-prefix-signature=signature_"));
    }
    if (variant.equals("mini-oldnames")) {
      shell.zone = ZoneId.of("America/New_York");
    }
    return arguments;
  }

  private static List<String> expected(String variant, String file) throws IOException {
    Path text = Fixtures.ROOT.resolve("expected").resolve(variant).resolve(file);
    return Files.readAllLines(text, ISO_8859_1);
  }

  /// Without what only duplicity says, and with what differs by nature taken out.
  private static List<String> comparable(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.startsWith("Local and Remote metadata"))
        .filter(line -> !line.startsWith("Copying "))
        .filter(
            line -> !line.startsWith("Warning: Option --") && !line.startsWith("Use of default"))
        .map(line -> line.replaceFirst("^(Connecting with backend|Archive dir): .*", "$1"))
        .map(line -> line.replace("chain(s)", "chains"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noenc",
        "dup3-noenc",
        "sym",
        "rsa-encsign",
        "ecc-sepsign",
        "mini-dup3-gpg24",
        "mini-hidden-rsa",
        "mini-nocomp",
        "mini-oldnames",
        "mini-prefix",
        "mini-shortnames",
        "mini-shortnames-gpg",
        "mini-sym-sign"
      })
  void collection_status_reads_as_that_of_duplicity(String variant) throws Exception {
    var said = shell.run(arguments("collection-status", variant));

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(comparable(said.lines()))
        .isEqualTo(comparable(expected(variant, "collection-status.txt")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noenc",
        "dup3-noenc",
        "sym",
        "rsa-encsign",
        "ecc-sepsign",
        "mini-dup3-gpg24",
        "mini-hidden-rsa",
        "mini-oldnames",
        "mini-prefix",
        "mini-shortnames-gpg",
        "mini-sym-sign"
      })
  void the_listings_of_all_times_are_those_of_duplicity_byte_for_byte(String variant)
      throws Exception {
    for (int state = 0; state < 4; state++) {
      var arguments = arguments("list-current-files", variant);
      arguments.add("--time=" + Fixtures.time(state).getEpochSecond());

      var said = shell.run(arguments);

      assertThat(said.exit()).as(said.errors()).isZero();
      assertThat(comparable(new String(said.bytes(), ISO_8859_1).lines().toList()))
          .as("state %d", state)
          .isEqualTo(comparable(expected(variant, "list-current-files-T" + state + ".txt")));
    }
  }
}
