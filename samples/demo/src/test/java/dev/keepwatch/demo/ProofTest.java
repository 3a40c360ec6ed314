package dev.keepwatch.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.demo.TreeComparison.LinkTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Proof proof = new Proof(new Page(new PrintStream(printed, true, UTF_8), false));

  @TempDir Path temporary;
  private Path then;
  private Path restored;

  @BeforeEach
  void two_equal_trees() throws IOException {
    then = Files.createDirectory(temporary.resolve("then"));
    for (int i = 0; i < 7; i++) {
      Files.writeString(then.resolve("file" + i), "content");
    }
    restored = temporary.resolve("restored");
    TreeCopy.copy(then, restored, Set.of());
  }

  @Test
  void it_holds_while_all_is_identical() throws IOException {
    proof.compare("the first state", then, restored, LinkTimes.COUNT);

    assertThat(proof.holds()).isTrue();
    assertThat(lines())
        .containsExactly("-> the first state: 8 entries compared, 49 bytes: identical");
  }

  @Test
  void it_is_broken_by_one_damaged_file_and_no_later_success_mends_it() throws IOException {
    Files.writeString(restored.resolve("file3"), "c0ntent");
    proof.compare("the first state", then, restored, LinkTimes.COUNT);
    proof.compare("the second state", then, then, LinkTimes.COUNT);

    assertThat(proof.holds()).isFalse();
    assertThat(lines())
        .contains(
            "-> the first state: 8 entries compared, 49 bytes: NOT identical",
            "-> file3 has other content from byte 1 on");
  }

  @Test
  void of_many_differences_some_are_told_and_the_others_counted() throws IOException {
    for (int i = 0; i < 7; i++) {
      Files.setAttribute(restored.resolve("file" + i), "unix:mode", 0600);
    }
    proof.compare("the first state", then, restored, LinkTimes.COUNT);

    assertThat(lines()).hasSize(7).last().isEqualTo("-> and 2 more differences");
  }

  private List<String> lines() {
    return printed.toString(UTF_8).lines().map(String::strip).toList();
  }
}
