package dev.keepwatch.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// One run of the demo, from the preparations to the end.
final class Demo {

  private final Page page;
  private final InstantSource clock;
  private final Surroundings surroundings;
  private volatile Optional<Place> unfinished = Optional.empty();

  /// What the demo is told of this machine.
  ///
  /// @param temporary where new directories may be made
  /// @param searchPath where programs are, as in `PATH`
  /// @param program how `keepwatch` is called here
  /// @param zone where it stands
  record Surroundings(Path temporary, String searchPath, String program, ZoneId zone) {}

  Demo(Page page, InstantSource clock, Surroundings surroundings) {
    this.page = page;
    this.clock = clock;
    this.surroundings = surroundings;
  }

  /// Leaves nothing running when the process ends before the demo has: gpg's agent goes with its
  /// home.
  void abandon(Place place) {
    try {
      if (Files.isDirectory(place.gpgHome())) {
        TreeDeletion.delete(place.gpgHome());
      }
    } catch (IOException e) {
      // Then it stays; the page says where.
    }
  }

  /// The place of a demo that has begun and not come to its end.
  Optional<Place> unfinished() {
    return unfinished;
  }

  /// @return whether everything came back as it was
  /// @throws DemoException if it cannot go on
  boolean run(Arguments arguments) throws IOException {
    var began = clock.instant();
    var source = SourceDirectory.of(arguments.source().map(Path::of));
    var wanted = arguments.place().map(Path::of);
    source.check(Place.parent(wanted, surroundings.temporary()));
    var place = Place.make(wanted, surroundings.temporary());
    unfinished = Optional.of(place);
    Files.createDirectory(place.temporary());
    boolean right;
    try (var _ = Terminal.divert(place.file("other-output.log"))) {
      right = tell(source, place);
    }
    var took = Duration.between(began, clock.instant());
    page.say(
        "$D/mail.html is the mail in HTML. All this took %.0f seconds."
            .formatted(took.toMillis() / 1000.0));
    unfinished = Optional.empty();
    return right;
  }

  private boolean tell(SourceDirectory source, Place place) throws IOException {
    page.title("Keepwatch, from the first backup to the mail that says one is missing");
    page.line("Everything lies in " + FileNames.shown(place.root()) + ", called $D below.");
    var starting = CompletableFuture.supplyAsync(() -> start(place));
    page.step(1, Story.STEPS, "Something to lose");
    copy(source, place);
    var keys = makeKeys(place);
    Story story;
    boolean right;
    try (var bucket = started(starting)) {
      page.say(
          "An S3 server in this program listens at %s. Its bucket %s is empty."
              .formatted(bucket.endpoint(), LocalBucket.NAME));
      story = new Story(place, keys, bucket, page, clock, surroundings);
      right = story.tell();
    }
    TreeDeletion.delete(place.server());
    TreeDeletion.delete(place.temporary());
    story.farewell();
    return right;
  }

  private void copy(SourceDirectory source, Place place) throws IOException {
    var copied = source.copyTo(place.data());
    page.say(
        "$D/data is a copy of %s: %s, %s."
            .formatted(
                source.words(),
                Amount.count(copied.entries(), "entry", "entries"),
                Amount.bytes(copied.bytes())));
    if (copied.leftOut() > 0) {
      page.say(
          Amount.count(copied.leftOut(), "entry", "entries")
              + " of it could not be read, or cannot be copied (sockets and the like).");
    }
  }

  private DemoKeys makeKeys(Place place) throws IOException {
    var keys = DemoKeys.make(place, clock.instant());
    page.say(
        "$D/keys/owner opens backups and need not be on any host; $D/keys/laptop is what a host has:"
            + " the public part of it, and a key of its own to sign with.");
    return keys;
  }

  private static LocalBucket started(CompletableFuture<LocalBucket> starting) throws IOException {
    try {
      return starting.join();
    } catch (CompletionException e) {
      throw new IOException("the S3 server did not start: " + e.getCause(), e);
    }
  }

  private static LocalBucket start(Place place) {
    try {
      return LocalBucket.start(place.server());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
