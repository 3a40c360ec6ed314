package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.backup.BackupRequest.Kind;
import dev.keepwatch.agent.journal.JournalState;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.SetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResumeRuleTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final BackupTime FIRST = BackupTime.parse("20260301T000000Z");
  private static final BackupTime SECOND = BackupTime.parse("20260304T000000Z");
  private static final SetId FULL = new SetId.Full(SECOND);
  private static final SetId INCREMENT = new SetId.Incremental(FIRST, SECOND);

  private static JournalState journal(SetId set, Instant touched) {
    return new JournalState(
        set, "settings", "spool", List.of(), Optional.empty(), Set.of(), touched);
  }

  private static Catalog archive(String... names) {
    return Catalog.of(
        Stream.of(names).map(name -> new StoredFile(name, 1, NOW)).toList(),
        NamingScheme.standard());
  }

  private static Catalog interrupted() {
    return archive(
        "duplicity-full." + FIRST + ".manifest",
        "duplicity-full." + FIRST + ".vol1.difftar.gz",
        "duplicity-inc." + FIRST + ".to." + SECOND + ".vol1.difftar.gz");
  }

  private static Optional<String> obstacle(SetId set, Kind kind) {
    return ResumeRule.obstacle(journal(set, NOW), interrupted(), kind, "settings", NOW);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_full_is_continued_whatever_is_asked_for(Kind kind) {
    assertThat(obstacle(FULL, kind)).isEmpty();
  }

  @Test
  void an_increment_is_continued_unless_a_full_is_asked_for() {
    assertThat(obstacle(INCREMENT, Kind.EITHER)).isEmpty();
    assertThat(obstacle(INCREMENT, Kind.INCREMENTAL)).isEmpty();
    assertThat(obstacle(INCREMENT, Kind.FULL))
        .contains("a full backup is asked for, and it is an increment");
  }

  @Test
  void a_set_waits_for_a_week_and_no_longer() {
    var week = Duration.ofDays(7);
    var catalog = interrupted();

    assertThat(
            ResumeRule.obstacle(
                journal(FULL, NOW.minus(week)), catalog, Kind.EITHER, "settings", NOW))
        .isEmpty();
    assertThat(
            ResumeRule.obstacle(
                journal(FULL, NOW.minus(week).minusSeconds(1)),
                catalog,
                Kind.EITHER,
                "settings",
                NOW))
        .contains("nothing was done for it since 2026-02-25T05:06:06Z, which is more than 7 days");
  }

  @Test
  void other_settings_make_another_set() {
    assertThat(
            ResumeRule.obstacle(
                journal(FULL, NOW), interrupted(), Kind.EITHER, "other settings", NOW))
        .hasValueSatisfying(why -> assertThat(why).contains("other settings"));
  }

  @Test
  void behind_a_younger_set_nothing_is_written_any_more() {
    var catalog = archive("duplicity-full.20260304T000001Z.vol1.difftar.gz");

    assertThat(ResumeRule.obstacle(journal(FULL, NOW), catalog, Kind.EITHER, "settings", NOW))
        .contains("another run has written to the archive since");
  }
}
