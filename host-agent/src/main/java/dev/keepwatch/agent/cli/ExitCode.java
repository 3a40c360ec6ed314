package dev.keepwatch.agent.cli;

/// How a run ended, for scripts. The numbers are duplicity's (FORMAT.md §9.5); those of `run` and
/// 90 are ours.
public enum ExitCode {
  OK(0, "All is well."),
  GENERAL(
      1,
      "Something failed that has no number of its own: entries could not be restored, output could"
          + " not be written. `collection-status`: a chain is broken, an orphan is there or the newest"
          + " set lost its manifest, or there are files of backups but none that could be restored."
          + " `verify`: something differs."
          + " `monitor`: a folder is in trouble. `run`: every job failed."),
  COMMAND_LINE(2, "The command line or the configuration cannot be understood."),
  OTHER_HOST(3, "The archive is that of another host." + ExitCode.RUN_PARTLY),
  SOME_FAILED(3, "The archive is that of another host." + ExitCode.RUN_PARTLY),
  NO_BACKUP(
      4,
      "There is no backup, or none of the time that was asked for (`list-current-files`,"
          + " `verify`)."),
  MANIFESTS_DIFFER(5, "The manifest in the archive is not the one that the local cache remembers."),
  MANIFEST(6, "A manifest that is needed is not there or cannot be understood."),
  FILE_LIST(7, "A list of files or patterns cannot be read."),
  BAD_URL(
      8,
      "The URL of the archive cannot be understood, or an address or a file of certificates for S3"
          + " that is to be used with it."),
  CACHE(9, "The local cache cannot be used."),
  SIGN_KEY(10, "`--sign-key` names no key."),
  TARGET_EXISTS(
      11,
      "The target of a restore cannot be used: it is not an empty directory, holds another restore that is not finished, or two entries would come to one place."),
  NO_VERIFY_SOURCE(12, "What `verify` shall compare with does not exist."),
  NO_SOURCE(13, "The source does not exist."),
  PATTERN_OUTSIDE(14, "A pattern can match nothing below the source."),
  PATTERN(15, "A pattern cannot be understood."),
  PATTERN_REDUNDANT(16, "The last rule includes what is included anyway."),
  NO_PARENT(17, "There is nothing that an increment could build on."),
  NO_SIGNATURES(18, "Signatures that are needed are not there."),
  NO_SUCH_PATH(19, "The path is not in the backup."),
  NOTHING_TO_RESTORE(20, "There is no backup, or none of the time that was asked for (`restore`)."),
  HASH_MISMATCH(21, "A volume is not the one that was stored."),
  NOT_SIGNED(22, "A file is not signed, or not by the key that was asked for."),
  REFUSED(
      23,
      "The run would not be safe, or something has to be set first: another run works with this"
          + " archive, the clock stands wrong, a passphrase or credentials are missing, or S3 needs"
          + " another region, endpoint, storage class, key or certificate."),
  DAMAGED(30, "The archive contradicts itself, or something unforeseen happened."),
  OPENPGP(31, "A key or a passphrase is missing or wrong, or what it should open is damaged."),
  NOT_IMPLEMENTED(
      33, "The command is not part of this version, or the storage keeps no tags (`tag`)."),
  NO_SPACE(35, "There is not enough room, in the target of a restore or for temporary files."),
  CONNECTION(38, "The storage, or AWS, does not answer; trying again later may help."),
  OTHER_SOURCE(42, "The archive is that of another source directory."),
  STORAGE(50, "The storage, or AWS, failed."),
  STORAGE_DENIED(51, "The storage, or AWS, denies access."),
  STORAGE_ABSENT(
      52,
      "The bucket, the directory, a file of the archive, or a user or stack of AWS is not there."),
  STORAGE_FULL(53, "The storage has no room left."),
  STORAGE_EXISTS(54, "A file of that name is in the archive already; nothing is overwritten."),
  STORAGE_FROZEN(55, "Files lie in an archive class and have to be thawed first (`--thaw`)."),
  FILTERS_DEFAULT(70, "Only filters were given that change nothing."),
  FILTER_LAST(71, "The last filter is followed by no rule that it could change."),
  LIST_OUTSIDE(72, "`--files-from` names a path that is not below the source."),
  LIST_EMPTY(73, "`--files-from` names no file."),
  BUSY(75, "`run`: the same job is running already."),
  PARTIAL(
      90,
      "The backup is done and whole, but entries of the source could not be read and are not in"
          + " it.");

  static final String RUN_PARTLY =
      " `run`: some jobs failed or are incomplete, the others are done.";

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /// What it tells, in a sentence for the manual.
  public String meaning() {
    return meaning;
  }
}
