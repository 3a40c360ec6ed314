package dev.keepwatch.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.keepwatch.agent.cli.Keepwatch;
import dev.keepwatch.agent.cli.Machine;
import dev.keepwatch.agent.cli.keys.Prompt;
import dev.keepwatch.agent.cli.output.Channels;
import dev.keepwatch.demo.Demo.Surroundings;
import dev.keepwatch.demo.TreeComparison.LinkTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole demo, once, with a small directory; each test looks at another side of it.
class DemoTest {

  private static final long SEED = 20261121;

  @TempDir static Path temporary;
  private static Path place;
  private static int exitCode;
  private static String printed;
  private static String strayOutput;

  @BeforeAll
  static void the_demo_runs() throws IOException {
    var source = Files.createDirectory(temporary.resolve("source"));
    fill(source);
    place = temporary.resolve("place");
    var own = new ByteArrayOutputStream();
    var stray = new ByteArrayOutputStream();
    var out = System.out;
    System.setOut(new PrintStream(stray, true, UTF_8));
    try {
      var surroundings =
          new Surroundings(temporary, System.getenv("PATH"), "./keepwatch", ZoneOffset.UTC);
      exitCode =
          new Main(new PrintStream(own, true, UTF_8), false, surroundings)
              .run(List.of(source.toString(), "--in", place.toString()));
    } finally {
      System.setOut(out);
    }
    printed = own.toString(UTF_8);
    strayOutput = stray.toString(UTF_8);
  }

  private static void fill(Path source) throws IOException {
    var random = new Random(SEED);
    Files.createDirectories(source.resolve("folder/empty"));
    for (int i = 0; i < 6; i++) {
      byte[] content = new byte[1 + random.nextInt(50_000)];
      random.nextBytes(content);
      Files.write(source.resolve("folder/file" + i), content);
    }
    Files.createFile(source.resolve("nothing"));
    Files.createSymbolicLink(source.resolve("link"), Path.of("folder/file1"));
    Files.setPosixFilePermissions(
        source.resolve("folder/empty"), PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void it_ends_well_and_says_what_happened() {
    assertThat(printed)
        .contains("Everything lies in " + place)
        .contains("1/6  Something to lose")
        .contains("11 entries")
        .contains("-> 11 entries; ")
        .contains("encrypted and signed")
        .contains("caf\\xe9.txt")
        .contains("-> the first state: 11 entries compared, ")
        .contains("-> the second state: 11 entries compared, ")
        .contains("-> no mail: all is well")
        .contains("| Subject: ")
        .contains("s3://keepwatch-demo/laptop/data")
        .doesNotContain("NOT identical", "Exception");
    assertThat(exitCode).isZero();
  }

  @Test
  void the_page_is_at_most_80_columns_wide_and_of_plain_ascii() {
    assertThat(printed.replace(place.toString(), "/tmp/keepwatch-demo-abcde").lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
        .allSatisfy(line -> assertThat(line).matches("[ -~]*"));
  }

  @Test
  void nothing_but_the_demo_reaches_the_terminal() throws IOException {
    assertThat(strayOutput).isEmpty();
    assertThat(place.resolve("other-output.log")).content().contains("RunsCompleted");
  }

  @Test
  void the_restored_trees_are_on_the_disk_as_the_page_says() throws IOException {
    assertIdentical("data-before", "restored-1");
    assertIdentical("data", "restored-2");
    var changed =
        TreeComparison.of(place.resolve("data-before"), place.resolve("data"), LinkTimes.COUNT);
    assertThat(changed.differences()).hasSizeGreaterThan(4);
  }

  private static void assertIdentical(String expected, String actual) throws IOException {
    var result = TreeComparison.of(place.resolve(expected), place.resolve(actual), LinkTimes.COUNT);
    assertThat(result.differences()).isEmpty();
    assertThat(result.entries()).isEqualTo(11);
  }

  @Test
  void the_source_itself_is_as_it_was() throws IOException {
    var result =
        TreeComparison.of(
            temporary.resolve("source"), place.resolve("data-before"), LinkTimes.COUNT);

    assertThat(result.differences()).isEmpty();
  }

  @Test
  void the_other_program_restores_it_too() {
    if (Duplicity.in(System.getenv("PATH")).isEmpty()) {
      String absent = "duplicity and gpg are not installed on this machine";
      if ("true".equals(System.getenv("CI"))) {
        fail(absent);
      }
      abort(absent);
    }
    assertThat(printed)
        .containsPattern("-> by duplicity [0-9.]+: 11 entries compared, .*: identical");
  }

  @Test
  void the_mail_is_kept_in_both_forms() {
    assertThat(place.resolve("mail.txt"))
        .content()
        .startsWith("Subject: ")
        .contains("s3://keepwatch-demo/laptop/data");
    assertThat(place.resolve("mail.html"))
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("</html>");
  }

  @Test
  void secrets_are_for_the_owner_s_eyes_only() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
        .isEqualTo("rwx------");
    for (String key : List.of("laptop/laptop.sec.asc", "owner/owner.sec.asc")) {
      var file = place.resolve("keys").resolve(key);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(printed).doesNotContain("PRIVATE KEY");
  }

  @Test
  void the_commands_that_are_shown_at_the_end_work_when_the_server_has_gone() {
    var commands = commandsAtTheEnd();

    assertThat(commands)
        .extracting(List::getFirst)
        .containsExactly("collection-status", "list", "restore", "monitor");
    for (var command : commands) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      int code = new Keepwatch(machine(), new Channels(out, err, false)).run(command);
      assertThat(code).as("%s: %s%s", command, out, err).isZero();
      assertThat(out.toString(UTF_8)).as("%s", command).isNotBlank();
    }
    assertThat(place.resolve("mine/link")).isSymbolicLink();
  }

  /// What a shell would make of the lines behind the last heading.
  private static List<List<String>> commandsAtTheEnd() {
    String end = printed.substring(printed.indexOf("6/6 ")).replaceAll(" \\\\\n +", " ");
    assertThat(end).contains("$ D=" + place + "; export XDG_CACHE_HOME=$D/cache/owner");
    var commands = new ArrayList<List<String>>();
    end.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("$ ./keepwatch "))
        .map(line -> line.substring("$ ./keepwatch ".length()).replace("$D", place.toString()))
        .forEach(line -> commands.add(Arrays.asList(line.split(" +"))));
    return commands;
  }

  private static Machine machine() {
    var environment =
        Map.of("HOME", temporary.toString(), "XDG_CACHE_HOME", place + "/cache/owner");
    return new Machine(
        environment, "elsewhere", InstantSource.system(), ZoneOffset.UTC, Prompt.NOBODY);
  }
}
