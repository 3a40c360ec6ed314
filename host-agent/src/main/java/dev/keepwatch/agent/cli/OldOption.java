package dev.keepwatch.agent.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Options of duplicity that are not options here: some mean nothing and are accepted, the others
/// are refused by name, so that nobody believes they had an effect.
///
/// @param name with its dashes
/// @param takesValue whether a word follows it
/// @param group why it is none of ours
record OldOption(String name, boolean takesValue, Group group) {

  /// Options for one reason. A `=` stands behind those that take a value.
  enum Group {
    OLD_S3(
        true,
        "is how S3 is used today anyway",
        "--s3-use-new-style --s3-european-buckets --s3-use-multiprocessing"),
    UPLOAD(
        true,
        "concerns helpers for uploads, which are not needed: volumes are stored while the next is"
            + " packed",
        "--s3-multipart-max-procs= --s3-multipart-max-timeout="),
    OLD_NAMES(
        true,
        "concerns old names of files: all are read, the current ones are written",
        "--short-filenames --old-filenames --time-separator= --extra-clean"),
    OWN_MEANS(
        true,
        "concerns duplicity's own means",
        "--use-agent --pydevd --copy-blocksize= --config-dir="),
    BACKEND(
        true,
        "concerns kinds of storage other than file:// and s3://",
        """
        --ftp-passive --ftp-regular --gio --idr-fakeroot= --imap-full-address --imap-mailbox=
        --par2-redundancy= --par2-options= --par2-volumes= --rsync-options= --scp-command=
        --sftp-command= --ssh-askpass --ssh-options= --ssh-backend= --use-scp
        --ssl-cacert-path= --ssl-no-check-certificate
        --swift-storage-policy= --azure-max-single-put-size= --azure-max-block-size=
        --azure-max-connections= --azure-blob-tier= --cf-backend= --b2-hide-files --mf-purge
        --mp-segment-size= --webdav-headers=
        """),
    KMS(
        false,
        "is not supported: allow this host to use the key in the key's policy, or by a grant there",
        "--s3-kms-grant="),
    KEYRING(
        false,
        "is not supported: give a directory with exported keys as --keyring",
        "--encrypt-secret-keyring=");

    private final boolean accepted;
    private final String reason;
    private final String options;

    Group(boolean accepted, String reason, String options) {
      this.accepted = accepted;
      this.reason = reason;
      this.options = options;
    }

    boolean isAccepted() {
      return accepted;
    }

    /// Why, as it goes on behind an option's name.
    String reason() {
      return reason;
    }

    Stream<OldOption> all() {
      return Arrays.stream(options.strip().split("\\s+"))
          .map(text -> new OldOption(text.replace("=", ""), text.endsWith("="), this));
    }
  }

  static List<OldOption> all() {
    return Arrays.stream(Group.values()).flatMap(Group::all).toList();
  }

  /// Why it is refused.
  ///
  /// @return nothing if it is accepted
  Optional<String> refusal() {
    return group.accepted ? Optional.empty() : Optional.of(name + " " + group.reason);
  }
}
