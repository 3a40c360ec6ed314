package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A program that has 64 MB of memory and a target of 32 MB, and an archive that asks it for very
/// much.
abstract class SmallMachine {

  @TempDir Path home;
  private SmallDisk mounted;
  Path disk;
  Path target;
  HostileArchive archive;
  String memory = "64m";

  @BeforeAll
  static void mounting_needs_root() {
    Fixtures.assumeRoot();
  }

  @BeforeEach
  void mount_a_small_disk() throws Exception {
    mounted = SmallDisk.mount(home.resolve("disk"), "32m");
    disk = mounted.root();
    target = disk.resolve("target");
    archive = new HostileArchive(home.resolve("archive"));
  }

  @AfterEach
  void unmount() {
    mounted.close();
  }

  OutsideProgram.Outcome run(String... arguments) {
    var command = new ArrayList<>(OwnProcess.command(arguments));
    command.add(1, "-Xmx" + memory);
    return OutsideProgram.required("env", OwnProcess.environment(home))
        .run(command.toArray(String[]::new));
  }

  OutsideProgram.Outcome restore(String... options) {
    var words =
        Stream.of(List.of("restore"), List.of(options), List.of(archive.url(), "" + target));
    return run(words.flatMap(List::stream).toArray(String[]::new));
  }

  void assertRefused(OutsideProgram.Outcome outcome, int exit, String sentence) {
    assertThat(outcome.errors()).contains(sentence).doesNotContain("\tat ", "memory");
    assertThat(outcome.errors().length()).isLessThan(30_000);
    assertThat(outcome.exit()).isEqualTo(exit);
  }
}
