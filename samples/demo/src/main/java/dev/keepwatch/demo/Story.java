package dev.keepwatch.demo;

import dev.keepwatch.demo.Demo.Surroundings;
import dev.keepwatch.demo.TreeComparison.LinkTimes;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.monitor.Mail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The story, step by step, as long as the bucket is there.
final class Story {

  static final int STEPS = 6;

  private static final Duration ABSENCE = Duration.ofDays(9);
  private static final int MOST_ROWS = 12;
  private static final int FIRST_ROWS = 4;

  private final Place place;
  private final DemoKeys keys;
  private final LocalBucket bucket;
  private final Page page;
  private final InstantSource clock;
  private final Surroundings surroundings;
  private final Agent agent;
  private final Proof proof;

  Story(
      Place place,
      DemoKeys keys,
      LocalBucket bucket,
      Page page,
      InstantSource clock,
      Surroundings surroundings) {
    this.place = place;
    this.keys = keys;
    this.bucket = bucket;
    this.page = page;
    this.clock = clock;
    this.surroundings = surroundings;
    this.proof = new Proof(page);
    this.agent = new Agent(place, bucket.environment(), clock, page, surroundings);
  }

  /// @return whether everything came back as it was
  boolean tell() throws IOException {
    fullBackup();
    changes();
    increment();
    bucketNow();
    bothStatesBack();
    watch();
    return proof.holds();
  }

  private void fullBackup() throws IOException {
    page.step(2, STEPS, "A full backup");
    var numbers = backUp("full");
    page.success(
        "%s; %s stored, encrypted and signed, in %s"
            .formatted(numbers.entries(), numbers.stored(), numbers.seconds()));
  }

  private BackupNumbers backUp(String verb) throws IOException {
    return new BackupNumbers(
        agent.run(
            "laptop",
            List.of(
                verb,
                Agent.text(place.data()),
                LocalBucket.URL,
                "--volsize",
                "25",
                "--encrypt-key",
                Agent.text(keys.ownerPublic()),
                "--sign-key",
                Agent.text(keys.hostSecret()))));
  }

  private void changes() throws IOException {
    page.step(3, STEPS, "Changes, and an increment");
    TreeCopy.copy(place.data(), place.before(), Set.of());
    WorkingDay.passesOver(place.data()).forEach(page::line);
  }

  private void increment() throws IOException {
    var numbers = backUp("incremental");
    page.success(
        "%s (directories count); %s stored, in %s"
            .formatted(numbers.differing(), numbers.stored(), numbers.seconds()));
    page.say(
        "Only changed blocks travel. To find them, the host has the block sums in a local cache;"
            + " what it stored it cannot read.");
  }

  private void bucketNow() throws IOException {
    page.gap();
    page.line(LocalBucket.URL + " now holds:");
    show(bucket.objects());
    page.say(
        "Volumes (difftar) hold the files, signatures (sigtar) the block sums. The manifest, a table"
            + " of contents, comes last: a set without it does not count.");
  }

  /// All of them, unless they are so many that nobody reads them.
  private void show(List<StoredFile> objects) {
    int hidden = Math.max(0, objects.size() - MOST_ROWS);
    int first = hidden > 0 ? FIRST_ROWS : objects.size();
    objects.subList(0, first).forEach(this::show);
    if (hidden > 0) {
      page.row("...", hidden + " more volumes");
    }
    objects.subList(first + hidden, objects.size()).forEach(this::show);
  }

  private void show(StoredFile object) {
    page.row(Amount.brief(object.sizeBytes()), object.name());
  }

  private void bothStatesBack() throws IOException {
    page.step(4, STEPS, "Both states come back");
    page.say(
        "As on a new machine, with an empty cache and the owner's keys. Compared are names, content,"
            + " modes, owners, links, and times to the second.");
    var first =
        Catalog.of(bucket.objects(), NamingScheme.standard()).newestChain().map(Chain::start);
    var time = first.orElseThrow(() -> new IOException("the bucket holds no backup")).toString();
    restore(place.restored(1), List.of("--time", time));
    proof.compare("the first state", place.before(), place.restored(1), LinkTimes.COUNT);
    restore(place.restored(2), List.of());
    proof.compare("the second state", place.data(), place.restored(2), LinkTimes.COUNT);
    bucket.copyTo(place.archive());
    var other = Duplicity.in(surroundings.searchPath());
    if (other.isPresent() && Duplicity.fits(place)) {
      letDuplicityTry(other.get());
    }
  }

  private void restore(Path target, List<String> when) throws IOException {
    var words = new ArrayList<>(List.of("restore", LocalBucket.URL, Agent.text(target)));
    words.addAll(when);
    words.addAll(List.of("--keyring", Agent.text(place.ownerKeys())));
    agent.run("owner", words);
  }

  private void letDuplicityTry(Duplicity other) throws IOException {
    var target = place.file("restored-by-duplicity");
    var attempt = other.restore(place, keys, target);
    if (attempt.succeeded()) {
      // It does not set the times of links.
      proof.compare("by " + attempt.version(), place.data(), target, LinkTimes.DO_NOT_COUNT);
    } else {
      page.say(
          "%s is installed here but did not run: %s"
              .formatted(attempt.version(), attempt.complaint()));
    }
  }

  private void watch() throws IOException {
    page.step(5, STEPS, "The watch");
    page.say(
        "The monitor is a Lambda function that lists buckets once a day and understands the names."
            + " Its handler looks at the bucket now:");
    var watch = new Watch(bucket.environment(), surroundings.zone());
    if (watch.look(clock).isPresent()) {
      throw new DemoException("the monitor mailed although the backup is fresh and whole.");
    }
    page.success("no mail: all is well");
    page.say("And nine days later by its clock, no backup having come since:");
    var later = clock.instant().plus(ABSENCE);
    var mail =
        watch
            .look(InstantSource.fixed(later))
            .orElseThrow(
                () -> new DemoException("the monitor did not mail although the backup is late."));
    show(mail);
  }

  private void show(Mail mail) throws IOException {
    var lines = new ArrayList<String>();
    lines.add("Subject: " + mail.subject());
    lines.add("");
    lines.addAll(mail.text().stripTrailing().lines().toList());
    page.frame(lines);
    Files.writeString(place.file("mail.txt"), "Subject: " + mail.subject() + "\n\n" + mail.text());
    Files.writeString(place.file("mail.html"), mail.html());
  }

  /// What somebody can do with what is left, when the server has gone.
  void farewell() {
    page.step(STEPS, STEPS, "Look further");
    page.say(
        "The server has stopped; $D/archive has the bucket's objects as plain files, where"
            + " all commands work, too:");
    var url = "file://" + Agent.text(place.archive());
    var keyring = List.of("--keyring", Agent.text(place.ownerKeys()));
    page.command(
        List.of(
            "D=" + Agent.quoted(place.root()) + ";",
            "export XDG_CACHE_HOME=" + agent.shown(Agent.text(place.cache("owner")))));
    agent.show(List.of("collection-status", url));
    agent.show(join(List.of("list", url), keyring));
    agent.show(join(List.of("restore", url, Agent.text(place.file("mine"))), keyring));
    agent.show(List.of("monitor", url));
  }

  private static List<String> join(List<String> words, List<String> more) {
    var all = new ArrayList<>(words);
    all.addAll(more);
    return all;
  }
}
