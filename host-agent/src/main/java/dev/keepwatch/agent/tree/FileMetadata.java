package dev.keepwatch.agent.tree;

/// What is kept of an entry besides its data.
///
/// @param type what it is
/// @param mode permission bits with setuid, setgid and sticky (12 bits)
/// @param owner whom it belongs to
/// @param mtimeSecond when its data last changed, in whole seconds since 1970
/// @param linkTarget where a symbolic link points to
/// @param device the numbers of a device
/// @param details what duplicity does not keep
public record FileMetadata(
    EntryType type,
    int mode,
    Owner owner,
    long mtimeSecond,
    LinkTarget linkTarget,
    DeviceNumbers device,
    Details details) {

  /// What the header of something that is gone says: nothing.
  public static final FileMetadata NOTHING =
      new FileMetadata(
          EntryType.REGULAR,
          0,
          new Owner(0, 0, "", ""),
          0,
          LinkTarget.NONE,
          new DeviceNumbers(0, 0));

  /// The numbers by which the kernel knows a device; 0, 0 for everything else.
  public record DeviceNumbers(int major, int minor) {
    public static final DeviceNumbers NONE = new DeviceNumbers(0, 0);
  }

  /// As duplicity knows it.
  public FileMetadata(
      EntryType type,
      int mode,
      Owner owner,
      long mtimeSecond,
      LinkTarget linkTarget,
      DeviceNumbers device) {
    this(type, mode, owner, mtimeSecond, linkTarget, device, Details.UNKNOWN);
  }

  /// The same at another time.
  public FileMetadata at(long second) {
    return new FileMetadata(type, mode, owner, second, linkTarget, device, details);
  }

  /// The same with other details.
  public FileMetadata with(Details other) {
    return new FileMetadata(type, mode, owner, mtimeSecond, linkTarget, device, other);
  }

  public boolean isRegular() {
    return type == EntryType.REGULAR;
  }

  public boolean isDirectory() {
    return type == EntryType.DIRECTORY;
  }

  public boolean isSymlink() {
    return type == EntryType.SYMLINK;
  }

  /// Whether this is the state of the entry that `then` remembers, as far as a look at the metadata
  /// can tell (FORMAT.md §5, change test): the target for a symbolic link; for the rest mode and
  /// owner, and for files, directories and fifos the time as well. Where both sides know the
  /// details, these count too.
  public boolean sameAs(FileMetadata then) {
    return type == then.type
        && sameInItsKind(then)
        && details.agreesWith(then.details)
        && !losesAttributes(then);
  }

  /// duplicity may have stored a directory or a link last, without its attributes. To store it
  /// again costs nothing; a file would have to be read for it, and waits for its next change.
  private boolean losesAttributes(FileMetadata then) {
    return !isRegular() && !then.details.known() && !details.attributes().isEmpty();
  }

  private boolean sameInItsKind(FileMetadata then) {
    return switch (type) {
      case SYMLINK -> linkTarget.equals(then.linkTarget);
      case CHARACTER_DEVICE, BLOCK_DEVICE -> samePermissions(then) && device.equals(then.device);
      case REGULAR, DIRECTORY, FIFO ->
          samePermissions(then)
              && Math.max(0, mtimeSecond) == Math.max(0, then.mtimeSecond)
              && details.sameTime(then.details);
    };
  }

  private boolean samePermissions(FileMetadata then) {
    return mode == then.mode && owner.sameNumbers(then.owner);
  }
}
