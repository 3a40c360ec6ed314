package dev.keepwatch.agent.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Options of duplicity that are not options here: some have become meaningless and are accepted,
/// the others are refused by name, so that nobody believes they had an effect.
///
/// @param name with its dashes
/// @param takesValue whether a word follows it
/// @param group why it is none of ours
record OldOption(String name, boolean takesValue, Group group) {

  /// Options for one reason. A `=` stands behind those that take a value.
  enum Group {
    MEANINGLESS(
        true,
        "",
        """
        --s3-use-new-style --s3-european-buckets --s3-use-multiprocessing
        --s3-unencrypted-connection --s3-multipart-chunk-size= --s3-multipart-max-procs=
        --s3-multipart-max-timeout= --s3-use-server-side-encryption --s3-region-name=
        --use-agent --gpg-binary= --progress --progress-rate= --num-retries= --timeout=
        --backend-retry-delay= --metadata-sync-mode= --max-blocksize= --log-timestamp
        --short-filenames --old-filenames --time-separator= --pydevd --no-files-changed
        """),
    NOT_YET(
        false,
        "is not supported yet",
        """
        --rename= --log-fd= --jsonstat
        --skip-if-no-change --file-prefix-jsonstat= --file-changed=
        --show-changes-in-set= --ignore-errors
        """),
    BUCKET(
        false,
        "is not supported: set the bucket's default encryption instead",
        "--s3-use-server-side-kms-encryption --s3-kms-key-id= --s3-kms-grant="),
    KEYRING(
        false,
        "is not supported: give a directory with exported keys as --keyring",
        "--encrypt-secret-keyring="),
    BACKEND(
        false,
        "is for a kind of storage that is not supported; file:// and s3:// are",
        """
        --ftp-passive --ftp-regular --gio --idr-fakeroot= --imap-full-address --imap-mailbox=
        --par2-redundancy= --par2-options= --par2-volumes= --rsync-options= --scp-command=
        --sftp-command= --ssh-askpass --ssh-options= --ssl-cacert-file= --ssl-cacert-path=
        --ssl-no-check-certificate --swift-storage-policy= --azure-max-single-put-size=
        --azure-max-block-size= --azure-max-connections= --azure-blob-tier= --cf-backend=
        --b2-hide-files --mf-purge --mp-segment-size= --webdav-headers=
        """);

    private final boolean accepted;
    private final String reason;
    private final String options;

    Group(boolean accepted, String reason, String options) {
      this.accepted = accepted;
      this.reason = reason;
      this.options = options;
    }

    private Stream<OldOption> all() {
      return Arrays.stream(options.strip().split("\\s+"))
          .map(text -> new OldOption(text.replace("=", ""), text.endsWith("="), this));
    }
  }

  static List<OldOption> all() {
    return Arrays.stream(Group.values()).flatMap(Group::all).toList();
  }

  boolean isAccepted() {
    return group.accepted;
  }

  /// Why it is refused.
  ///
  /// @return nothing if it is accepted
  Optional<String> refusal() {
    return group.accepted ? Optional.empty() : Optional.of(name + " " + group.reason);
  }
}
