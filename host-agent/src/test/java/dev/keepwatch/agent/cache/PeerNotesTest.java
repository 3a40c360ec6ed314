package dev.keepwatch.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What duplicity's caches tell of its unfinished sets.
class PeerNotesTest {

  private static final String TIME = "20260101T000000Z";
  private static final SetId FULL = new SetId.Full(BackupTime.parse(TIME));
  private static final String NOTE = "duplicity-full." + TIME + ".manifest.part";

  @TempDir Path caches;
  private Path theirs;
  private PeerNotes notes;

  @BeforeEach
  void setUp() throws IOException {
    Path ours = Files.createDirectories(caches.resolve("keepwatch/archive"));
    theirs = Files.createDirectories(caches.resolve("duplicity/archive"));
    notes = new PeerNotes(ours, NamingScheme.standard());
  }

  @Test
  void nothing_is_told_where_there_is_nothing() throws IOException {
    assertThat(notes.tellOf(FULL)).isFalse();
    assertThat(notes.manifest(FULL)).isEmpty();
  }

  @Test
  void notes_in_duplicity_s_own_cache_count_when_nobody_holds_its_lock() throws IOException {
    Files.writeString(theirs.resolve(NOTE), "Hostname here\n");
    assertThat(notes.tellOf(FULL)).as("no lock").isFalse();
    Files.createFile(theirs.resolve("lockfile"));

    assertThat(notes.tellOf(FULL)).isTrue();
    try (var held = CacheLock.take(theirs)) {
      assertThat(held).isNotNull();
      assertThat(notes.tellOf(FULL)).as("held").isFalse();
    }
  }

  @Test
  void duplicity_s_own_cache_is_not_touched() throws IOException {
    Files.writeString(theirs.resolve(NOTE), "");

    notes.drop();

    assertThat(theirs.resolve(NOTE)).exists();
  }
}
