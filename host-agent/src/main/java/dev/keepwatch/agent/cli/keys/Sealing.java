package dev.keepwatch.agent.cli.keys;

import dev.keepwatch.agent.envelope.openpgp.MessageForm;
import java.util.List;
import java.util.Optional;

/// How new files are protected. Keys are file names, or names as [KeyShelf] knows them.
///
/// @param encrypted whether at all
/// @param compressed whether they are compressed
/// @param recipients keys to encrypt to
/// @param hiddenRecipients the same, without the file telling so. Without any key a passphrase is
///   used
/// @param signer the key to sign with
/// @param form how messages are made
public record Sealing(
    boolean encrypted,
    boolean compressed,
    List<String> recipients,
    List<String> hiddenRecipients,
    Optional<String> signer,
    MessageForm form) {

  public Sealing {
    recipients = List.copyOf(recipients);
    hiddenRecipients = List.copyOf(hiddenRecipients);
  }

  boolean toKeys() {
    return !recipients.isEmpty() || !hiddenRecipients.isEmpty();
  }
}
