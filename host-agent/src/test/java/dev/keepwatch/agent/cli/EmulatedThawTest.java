package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The same as [ThawCommandTest] on an emulator of AWS, whose archive classes are not ours: what is
/// in them cannot be read until it was asked for, and is back at once then.
@ExtendWith(TestCredentials.class)
class EmulatedThawTest {

  @TempDir Path home;
  private Shell shell;
  private Path source;
  private final TestAws aws = TestAws.required();
  private String url = "";

  @BeforeEach
  void makeSource() throws Exception {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one"));
    byte[] noise = new byte[4 << 20];
    new Random(1).nextBytes(noise);
    Files.write(source.resolve("noise"), noise);
    url = "s3://" + aws.newBucket("thaw") + "/web01";
  }

  private Shell.Said run(int exit, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--s3-endpoint-url=" + aws.endpoint());
    var said = shell.run(all);
    assertThat(said.exit()).as("%s%s", said.output(), said.errors()).isEqualTo(exit);
    return said;
  }

  @ParameterizedTest
  @CsvSource({
    "--s3-use-glacier, GLACIER, expedited",
    "--s3-use-glacier, GLACIER, bulk",
    "--s3-use-deep-archive, DEEP_ARCHIVE, standard"
  })
  void what_is_in_an_archive_class_is_planned_thawed_and_restored(
      String option, String storageClass, String tier) {
    run(0, "full", "--no-encryption", "--volsize=1", option, source.toString(), url);
    String target = home.resolve("target").toString();

    var refused = run(55, "restore", url, target);
    assertThat(refused.errors()).hasLineCount(1).contains("archive class (" + storageClass + ")");
    var plan = run(0, "restore", "--thaw=plan", url, target);
    assertThat(plan.output()).containsPattern("  " + storageClass + ": [1-9]");
    run(55, "restore", url, target);
    run(0, "restore", "--thaw=" + tier, url, target);

    assertThat(home.resolve("target/noise")).hasSameBinaryContentAs(source.resolve("noise"));
    assertThat(shell.pauses).isEmpty();
    run(0, "verify", url, source.toString());
  }

  @Test
  void what_was_thawed_for_a_part_is_not_asked_for_again_for_the_whole() {
    run(0, "full", "--no-encryption", "--volsize=1", "--s3-use-glacier", source.toString(), url);
    String target = home.resolve("target").toString();
    run(0, "restore", "--thaw=bulk", "--path-to-restore=a.txt", url, target);

    var plan = run(0, "restore", "--thaw=plan", url, target + "2");

    assertThat(plan.output())
        .containsPattern("not asked for: [1-9]")
        .containsPattern("Brought back: 1 .*, readable until ");
    run(0, "restore", "--thaw=bulk", url, target + "2");
    assertThat(home.resolve("target2/a.txt")).hasContent("one");
  }

  @Test
  void fast_is_not_possible_from_the_deepest_class() {
    run(0, "full", "--no-encryption", "--s3-use-deep-archive", source.toString(), url);

    var said = run(55, "restore", "--thaw=expedited", url, home.resolve("target").toString());

    assertThat(said.errors()).contains("nothing comes back from DEEP_ARCHIVE by --thaw expedited");
  }
}
