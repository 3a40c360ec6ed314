package dev.keepwatch.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.identity.IdentityException.Reason;
import dev.keepwatch.agent.identity.KeyRotation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How keys come and go.
class KeyStepsTest {

  @TempDir Path desk;
  private final MemoryKeys keys = new MemoryKeys();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Path path;

  @BeforeEach
  void chooseFile() {
    path = desk.resolve("credentials");
  }

  private CredentialsFile file() throws IdentityException {
    return new CredentialsFile(path, "default");
  }

  private KeyTrial trial() {
    return new KeyTrial(keys, pauses::add);
  }

  private void create() throws IdentityException {
    new KeyIssue(keys, file(), trial(), new ToldKeys(told)).run();
  }

  private Outcome rotate(boolean inPlace) throws IdentityException {
    return new KeyRotation(keys, file(), trial(), new ToldKeys(told)).run(inPlace);
  }

  private AccessKey held() throws IdentityException {
    return file().current().orElseThrow();
  }

  private static void assertRefused(ThrowingCallable deed, String... words) {
    assertThatThrownBy(deed)
        .isInstanceOfSatisfying(
            IdentityException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("secret-of");
  }

  @Test
  void the_first_key_is_made_tried_and_written_for_its_owner_alone() throws Exception {
    create();

    assertThat(path)
        .hasContent(
            """
            [default]
            aws_access_key_id = AKIA0000000000000001
            aws_secret_access_key = secret-of-1
            """);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(desk.resolve("credentials.new")).doesNotExist();
    assertThat(told)
        .containsExactly(
            "issued AKIA0000000000000001",
            "proven AKIA0000000000000001",
            "taken up AKIA0000000000000001");
  }

  @Test
  void a_new_key_is_waited_for_until_it_is_accepted_some_times_in_a_row() throws Exception {
    keys.slow = 3;

    create();

    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
  }

  @Test
  void a_key_that_is_never_accepted_is_no_key_and_a_later_run_tries_it_again() throws Exception {
    keys.slow = 1000;
    assertThatThrownBy(this::create)
        .isInstanceOf(IdentityException.class)
        .hasMessageContaining("is not accepted");
    assertThat(path).doesNotExist();

    keys.slow = 0;
    create();

    assertThat(keys.issued).hasSize(1);
    assertThat(keys.isGood(held())).isTrue();
  }

  @Test
  void no_file_that_holds_a_key_is_overwritten_and_no_second_key_is_made_by_create()
      throws Exception {
    create();
    String before = Files.readString(path);
    assertRefused(this::create, "holds a key already, AKIA0000000000000001", "keys aws rotate");
    assertThat(path).hasContent(before);

    path = desk.resolve("other");
    assertRefused(this::create, "has a key already (AKIA0000000000000001)", "keys aws revoke");
    assertThat(path).doesNotExist();
  }

  @Test
  void where_nothing_can_be_written_no_key_is_made() {
    path = desk.resolve("no/such/directory/credentials");

    assertRefused(this::create, "cannot write", "it does not exist", "--credentials-file");
    assertThat(keys.deeds).isEmpty();
  }

  @Test
  void a_file_that_is_in_the_way_is_left_alone() throws Exception {
    Path other = Files.writeString(desk.resolve("credentials.new"), "somebody's");

    assertRefused(this::create, "credentials.new is in the way");

    assertThat(other).hasContent("somebody's");
    assertThat(keys.deeds).isEmpty();
  }

  @Test
  void other_profiles_of_the_file_stay_as_they_are() throws Exception {
    String others = "# mine\n[admin]\naws_access_key_id=A\naws_secret_access_key=B\n";
    Files.writeString(path, others);
    create();
    rotate(true);

    assertThat(Files.readString(path))
        .isEqualTo(
            others
                + "\n[default]\naws_access_key_id = AKIA0000000000000002\n"
                + "aws_secret_access_key = secret-of-2\n");
    assertThat(new CredentialsFile(path, "admin").current()).contains(new AccessKey("A", "B"));
  }

  @Test
  void a_link_to_the_file_stays_a_link() throws Exception {
    create();
    Path link = Files.createSymbolicLink(desk.resolve("link"), path);
    path = link;

    rotate(true);

    assertThat(link).isSymbolicLink();
    assertThat(keys.isGood(held())).isTrue();
  }

  @Test
  void in_place_a_key_is_replaced_in_one_go() throws Exception {
    create();

    assertThat(rotate(true)).isEqualTo(Outcome.DONE);

    assertThat(keys.deeds)
        .containsExactly(
            "create AKIA0000000000000001",
            "create AKIA0000000000000002",
            "deactivate AKIA0000000000000001",
            "delete AKIA0000000000000001");
    assertThat(keys.isGood(held())).isTrue();
  }

  @Test
  void from_a_desk_the_old_key_stays_until_the_new_one_was_used_for_a_backup() throws Exception {
    keys.add();

    assertThat(rotate(false)).isEqualTo(Outcome.TAKEN_UP);
    assertThat(keys.issued).hasSize(2).allMatch(IssuedKey::active);
    assertRefused(() -> rotate(false), "has not been used for a backup yet", "--in-place");
    assertThat(keys.issued).hasSize(2).allMatch(IssuedKey::active);
    keys.usedAtStorage.add(held().id());

    assertThat(rotate(false)).isEqualTo(Outcome.DONE);
    assertThat(keys.issued).extracting(IssuedKey::id).containsExactly(held().id());
  }

  @Test
  void two_keys_of_which_the_file_holds_none_or_the_older_one_are_left_alone() throws Exception {
    create();
    var lost = keys.add();
    assertRefused(
        () -> rotate(true),
        "two keys already",
        "holds the older one",
        lost.id(),
        "keys aws revoke");

    path = desk.resolve("other");
    assertRefused(() -> rotate(true), "two keys already", "holds neither");
    assertThat(keys.deeds).containsExactly("create AKIA0000000000000001");
  }

  @Test
  void a_file_with_the_key_of_somebody_else_is_left_alone() throws Exception {
    Files.writeString(path, "[default]\naws_access_key_id=FOREIGN\naws_secret_access_key=x\n");
    keys.add();

    assertRefused(() -> rotate(false), "holds the key FOREIGN");
    assertRefused(this::create, "holds a key already, FOREIGN");
    assertThat(keys.deeds).isEmpty();
  }

  @Test
  void without_any_key_there_is_nothing_to_replace() {
    assertRefused(() -> rotate(false), "keys aws create");
  }

  @Test
  void if_the_new_key_fails_without_the_old_one_the_old_one_works_again() throws Exception {
    create();
    String old = held().id();
    var failing =
        new KeyRotation(
            keys,
            file(),
            trial(),
            new ToldKeys(told) {
              @Override
              public void deactivated(String id) {
                keys.broken.add("AKIA0000000000000002");
              }
            });

    assertThatThrownBy(() -> failing.run(true)).hasMessageContaining("is not accepted");

    assertThat(keys.issued).hasSize(2).allMatch(IssuedKey::active);
    assertThat(told).endsWith("reactivated " + old);
  }

  @Test
  void wherever_it_is_interrupted_the_host_has_a_key_and_another_run_goes_on() throws Exception {
    for (int broken = 0; broken < 30; broken++) {
      var account = new MemoryKeys();
      var file = new CredentialsFile(desk.resolve("broken-" + broken), "default");
      new KeyIssue(account, file, new KeyTrial(account, pauses::add), new ToldKeys(told)).run();
      account.breaksAt = broken + 5;
      var rotation =
          new KeyRotation(account, file, new KeyTrial(account, pauses::add), new ToldKeys(told));
      String first = file.current().orElseThrow().id();
      for (int run = 0; account.has(first) && run < 5; run++) {
        try {
          rotation.run(true);
        } catch (IdentityException e) {
          assertThat(account.isGood(file.current().orElseThrow())).as("at %s", broken).isTrue();
          takeAwayWhatNobodyKnows(account, e);
        }
      }
      assertThat(account.issued).as("broken at %s", broken).hasSize(1);
      assertThat(account.isGood(file.current().orElseThrow())).isTrue();
    }
  }

  /// The answer with the secret was lost: the sentence says what helps.
  private void takeAwayWhatNobodyKnows(MemoryKeys account, IdentityException e)
      throws IdentityException {
    if (e.reason() == Reason.REFUSED) {
      String lost = account.issued.getLast().id();
      assertThat(e).hasMessageContaining(lost);
      var revocation = new KeyRevocation(account, new ToldKeys(told));
      revocation.run(revocation.plan(Optional.of(lost)));
    }
  }

  @Test
  void a_revocation_stops_all_keys_before_it_deletes_any() throws Exception {
    keys.add();
    keys.add();
    var revocation = new KeyRevocation(keys, new ToldKeys(told));

    revocation.run(revocation.plan(Optional.empty()));

    assertThat(keys.deeds)
        .containsExactly(
            "deactivate AKIA0000000000000001",
            "deactivate AKIA0000000000000002",
            "delete AKIA0000000000000001",
            "delete AKIA0000000000000002");
    assertThat(revocation.plan(Optional.empty())).isEmpty();
    assertThatThrownBy(() -> revocation.plan(Optional.of("AKIA0000000000000009")))
        .hasMessage("keepwatch-web01 has no key AKIA0000000000000009; it has none.");
  }

  @Test
  void no_text_of_a_key_holds_its_secret() {
    assertThat(new AccessKey("AKIA1", "hush")).hasToString("AccessKey[AKIA1]");
  }

  @Test
  void a_key_is_old_from_ninety_days_on() {
    var key = new IssuedKey("AKIA1", true, MemoryKeys.T0);

    assertThat(key.isOld(MemoryKeys.T0.plus(Duration.ofDays(89)))).isFalse();
    assertThat(key.isOld(MemoryKeys.T0.plus(Duration.ofDays(90)))).isTrue();
    assertThat(key.days(MemoryKeys.T0.minusSeconds(100))).isZero();
  }
}
