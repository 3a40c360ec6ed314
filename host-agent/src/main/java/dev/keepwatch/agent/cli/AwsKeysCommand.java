package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.AccessKeysDocument;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.config.Nearest;
import dev.keepwatch.agent.identity.CredentialsFile;
import dev.keepwatch.agent.identity.IdentityException;
import dev.keepwatch.agent.identity.IssuedKey;
import dev.keepwatch.agent.identity.KeyIssue;
import dev.keepwatch.agent.identity.KeyRevocation;
import dev.keepwatch.agent.identity.KeyRotation;
import dev.keepwatch.agent.identity.KeyTrial;
import dev.keepwatch.agent.identity.UserKeys;
import java.util.List;

/// `keys aws`: an operator makes, replaces, shows and takes away the access keys of a host's user.
final class AwsKeysCommand {

  static final List<String> ACTIONS = List.of("create", "rotate", "revoke", "list");

  private final Composition parts;
  private final AwsKeyOptions options;

  AwsKeysCommand(Composition parts) {
    this.parts = parts;
    this.options = parts.options().awsKeys();
  }

  /// @throws UsageException if there is no such action
  static void check(String action) throws UsageException {
    if (!ACTIONS.contains(action)) {
      throw new UsageException(
          "keys aws does not know '%s'%s: it is one of %s"
              .formatted(action, Nearest.question(action, ACTIONS), String.join(", ", ACTIONS)));
    }
  }

  ExitCode run(Invocation invocation) throws IdentityException, UsageException {
    options.check();
    boolean dryRun = invocation.options().general().dryRun;
    String action = invocation.words().get(1);
    try (var keys = parts.s3().account().keysOf(options.userName())) {
      if (!dryRun || action.equals("revoke")) {
        act(action, keys, dryRun);
      }
      tell(keys);
    }
    return ExitCode.OK;
  }

  private void act(String action, UserKeys keys, boolean dryRun)
      throws IdentityException, UsageException {
    switch (action) {
      case "create" -> create(keys);
      case "rotate" -> rotate(keys);
      case "revoke" -> revoke(keys, dryRun);
      default -> {
        // A list is what is told behind everything.
      }
    }
  }

  private void create(UserKeys keys) throws IdentityException, UsageException {
    var file = file();
    new KeyIssue(keys, file, trial(keys), talk()).run();
    parts
        .terminal()
        .notice(
            "Bring %s to the host as ~/.aws/credentials of the user that makes the backups, for that user alone (chmod 600), and delete it here."
                .formatted(file.path()));
  }

  private void rotate(UserKeys keys) throws IdentityException, UsageException {
    var file = file();
    var outcome = new KeyRotation(keys, file, trial(keys), talk()).run(options.inPlace);
    if (outcome == KeyRotation.Outcome.TAKEN_UP) {
      parts
          .terminal()
          .notice(
              "The old key still works. Bring %s to the host, let it back up once, and run the same again: the old key goes then."
                  .formatted(file.path()));
    }
  }

  private void revoke(UserKeys keys, boolean dryRun) throws IdentityException {
    var revocation = new KeyRevocation(keys, talk());
    var going = revocation.plan(options.only);
    if (going.isEmpty()) {
      parts.terminal().notice("There is no key to revoke.");
    } else if (dryRun) {
      going.forEach(key -> parts.terminal().notice("Would be revoked: " + key.id()));
    } else {
      revocation.run(going);
    }
  }

  private CredentialsFile file() throws IdentityException, UsageException {
    return new CredentialsFile(RawText.path(options.fileName()), options.profile);
  }

  private KeyTrial trial(UserKeys keys) {
    return new KeyTrial(keys, parts.machine().pause());
  }

  private AwsKeysTalk talk() {
    return new AwsKeysTalk(parts.terminal());
  }

  private void tell(UserKeys keys) throws IdentityException {
    var now = parts.machine().clock().instant();
    var issued = keys.list();
    if (parts.terminal().speaksJson()) {
      parts.terminal().document(new AccessKeysDocument(keys.user(), issued, now).toString());
    } else {
      var talk = talk();
      issued.forEach(key -> talk.shown(key, now));
      if (issued.isEmpty()) {
        parts.terminal().notice(keys.user() + " has no key.");
      }
    }
    issued.stream().filter(key -> key.isOld(now)).forEach(key -> warn(keys.user(), key));
  }

  private void warn(String user, IssuedKey key) {
    parts
        .terminal()
        .warning(
            "the key %s of %s is %d days old: replace it with keepwatch keys aws rotate"
                .formatted(key.id(), user, key.days(parts.machine().clock().instant())));
  }
}
