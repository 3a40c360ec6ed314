package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A program that has 64 MB of memory and a target of 32 MB, and an archive that asks it for very
/// much.
abstract class SmallMachine {

  @TempDir Path home;
  Path disk;
  Path target;
  HostileArchive archive;
  String memory = "64m";

  @BeforeEach
  void mount_a_small_disk() throws Exception {
    Fixtures.assumeRoot();
    disk = Files.createDirectory(home.resolve("disk"));
    target = disk.resolve("target");
    archive = new HostileArchive(home.resolve("archive"));
    OutsideProgram.required("mount")
        .run("-t", "tmpfs", "-o", "size=32m", "none", disk.toString())
        .succeeded();
  }

  @AfterEach
  void unmount() {
    OutsideProgram.required("umount").run(disk.toString()).succeeded();
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
