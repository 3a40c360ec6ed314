package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdUnitsTest {

  private static final Path UNITS = Path.of("../samples/systemd");

  @TempDir Path home;
  private Path service;
  private Path timer;

  /// The units, with a program that is there in place of the one that is not installed here.
  @BeforeEach
  void copyUnits() throws IOException {
    Path program = Files.writeString(home.resolve("keepwatch"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    service = home.resolve("keepwatch.service");
    timer = home.resolve("keepwatch.timer");
    String text = Files.readString(UNITS.resolve("keepwatch.service"));
    assertThat(text).contains("\nExecStart=/usr/bin/keepwatch run\n");
    Files.writeString(service, text.replace("/usr/bin/keepwatch", program.toString()));
    Files.copy(UNITS.resolve("keepwatch.timer"), timer);
  }

  @Test
  void systemd_has_nothing_to_say_against_the_units() {
    var outcome =
        OutsideProgram.required("systemd-analyze")
            .run("verify", timer.toString(), service.toString());

    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    assertThat(outcome.errors() + new String(outcome.output(), UTF_8)).isEmpty();
  }

  @Test
  void a_mistake_in_a_unit_would_be_noticed() throws Exception {
    Files.writeString(service, Files.readString(service).replace("oneshot", "oneshoot"));

    var outcome = OutsideProgram.required("systemd-analyze").run("verify", service.toString());

    assertThat(outcome.errors()).contains("oneshoot");
  }

  @Test
  void the_timer_runs_once_a_day_makes_up_for_missed_runs_and_spreads_hosts() throws Exception {
    assertThat(Files.readAllLines(timer))
        .contains("OnCalendar=daily", "Persistent=true", "RandomizedDelaySec=20min");
    assertThat(Files.readAllLines(service))
        .contains("Type=oneshot", "CacheDirectory=keepwatch", "Environment=LC_ALL=C.UTF-8");
  }
}
