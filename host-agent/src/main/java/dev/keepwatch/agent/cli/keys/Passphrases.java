package dev.keepwatch.agent.cli.keys;

import dev.keepwatch.agent.envelope.openpgp.Passphrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The passphrases that were given, and the way to get those that were not.
///
/// Each is asked for at most once in a run.
public final class Passphrases {

  private final Optional<Passphrase> given;
  private final Optional<Passphrase> givenForSigning;
  private final Prompt prompt;
  private @Nullable Passphrase answered;
  private boolean asked;

  /// @param given of the archive or the secret key (`PASSPHRASE`)
  /// @param givenForSigning of the signing key (`SIGN_PASSPHRASE`)
  public Passphrases(Optional<String> given, Optional<String> givenForSigning, Prompt prompt) {
    this.given = given.map(Passphrase::of);
    this.givenForSigning = givenForSigning.map(Passphrase::of);
    this.prompt = prompt;
  }

  /// Whether one was given, be it an empty one.
  boolean given() {
    return given.isPresent();
  }

  /// What a new archive is encrypted with. If somebody has to be asked, then twice.
  ///
  /// @throws MissingPassphraseException if there is nobody to ask, or the two answers differ
  synchronized Passphrase forWriting() throws MissingPassphraseException {
    if (given.isPresent()) {
      return given.get();
    }
    if (answered == null) {
      answered = askTwice();
    }
    return answered;
  }

  private Passphrase askTwice() throws MissingPassphraseException {
    asked = true;
    var first =
        prompt
            .ask("Passphrase of the archive: ")
            .orElseThrow(() ->
                new MissingPassphraseException(
                    "a passphrase is needed to encrypt with, and none was given: set PASSPHRASE,"
                        + " name a key with --encrypt-key, or say --no-encryption"));
    if (first.isEmpty()) {
      throw new MissingPassphraseException("an empty passphrase protects nothing");
    }
    if (!first.equals(prompt.ask("The same again, to be sure: ").orElse(""))) {
      throw new MissingPassphraseException("the two passphrases differ; nothing was written");
    }
    return Passphrase.of(first);
  }

  /// What may open secret keys and archives, without asking anybody.
  synchronized List<Passphrase> forOpening() {
    var all = new ArrayList<Passphrase>();
    given.ifPresent(all::add);
    givenForSigning.ifPresent(all::add);
    if (answered != null) {
      all.add(answered);
    }
    return all;
  }

  /// What may unlock a signing key, the likeliest first; at least an empty one.
  List<Passphrase> forSigning() {
    var all = new ArrayList<Passphrase>();
    givenForSigning.ifPresent(all::add);
    given.ifPresent(all::add);
    all.add(Passphrase.of(""));
    return all;
  }

  /// Asks for one that was not given.
  ///
  /// @return whether there is one more passphrase to try now
  synchronized boolean askFor(String question) {
    if (given.isPresent() || asked) {
      return false;
    }
    asked = true;
    var answer = prompt.ask(question);
    answer.ifPresent(text -> answered = Passphrase.of(text));
    return answer.isPresent();
  }

  /// One for a signing key that none of the given ones unlocks.
  Optional<Passphrase> askForSigning() {
    return prompt.ask("Passphrase of the signing key: ").map(Passphrase::of);
  }
}
