package dev.keepwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingDayTest {

  @TempDir Path root;

  @Test
  void with_four_files_all_five_things_happen_and_each_is_told() throws IOException {
    Files.writeString(root.resolve("a"), "x".repeat(4000));
    Files.writeString(root.resolve("b"), "x".repeat(300));
    Files.writeString(root.resolve("c"), "x".repeat(20));
    Files.writeString(root.resolve("d"), "x");

    var told = WorkingDay.passesOver(root);

    assertThat(told)
        .extracting(line -> line.replaceAll(" +", " "))
        .containsExactly(
            "edited a a line in the middle (4.0 kB)",
            "grew c a line at the end",
            "deleted d",
            "chmod b 640, was 644",
            "new caf\\xe9.txt a name that is not UTF-8");
    assertThat(root.resolve("a")).content().startsWith("x".repeat(2000) + "\n[a line");
    assertThat(root.resolve("a")).content().endsWith("]\n" + "x".repeat(2000));
    assertThat(root.resolve("c")).content().startsWith("x".repeat(20) + "[and one");
    assertThat(root.resolve("d")).doesNotExist();
    assertThat(TreeEntry.read(root.resolve("b")).permissions()).isEqualTo(0640);
    assertThat(TreeEntry.read(root).children()).containsKey("caf\u00e9.txt");
  }

  @Test
  void in_an_empty_directory_one_file_comes_and_nothing_else_happens() throws IOException {
    assertThat(WorkingDay.passesOver(root)).singleElement().asString().startsWith("new ");
  }

  @Test
  void no_line_is_wider_than_the_page() throws IOException {
    var deep = Files.createDirectories(root.resolve("a".repeat(90)).resolve("b".repeat(90)));
    Files.write(deep.resolve("c".repeat(90)), new byte[999_900]);

    assertThat(WorkingDay.passesOver(root))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(75));
  }
}
