package dev.keepwatch.agent.repair;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.signatures.SignatureArchiveReader;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import dev.keepwatch.format.archive.MemberName.Kind;
import dev.keepwatch.format.catalog.BackupSet;
import java.io.IOException;

/// Holds the entries of a set's volumes against those of its signatures: a run stores the
/// signatures when all volumes are, and both tell of the same entries in the same order. So volumes
/// that lack, at the end too, are seen.
final class SignatureProof {

  private final BackupSet set;
  private final SignatureArchiveReader signatures;

  /// @param signatures stays the caller's to close
  SignatureProof(BackupSet set, SignatureArchiveReader signatures) {
    this.set = set;
    this.signatures = signatures;
  }

  /// The next entry of the volumes.
  ///
  /// @throws ArchiveException if the signatures tell of another
  void entry(MemberName name, FileMetadata metadata) throws IOException {
    var remembered = signatures.next();
    if (remembered == null) {
      throw different(
          "the volumes hold '%s', and the signatures end before".formatted(shown(name.path())));
    }
    if (!remembered.path().equals(name.path())) {
      throw different(
          "the signatures tell of '%s' where the volumes hold '%s'"
              .formatted(shown(remembered.path()), shown(name.path())));
    }
    boolean gone = name.kind() == Kind.DELETED;
    if (remembered.deleted() != gone
        || (!gone && remembered.metadata().type() != metadata.type())) {
      throw different("they tell of different things at '%s'".formatted(shown(name.path())));
    }
  }

  /// To be called behind the last volume.
  ///
  /// @throws ArchiveException if there should be more
  void finish() throws IOException {
    var more = signatures.next();
    if (more != null) {
      throw different(
          "the volumes end before '%s', so that at least one lacks at the end"
              .formatted(shown(more.path())));
    }
  }

  private static String shown(ArchivePath path) {
    return path.isRoot() ? "." : path.toString();
  }

  private ArchiveException different(String how) {
    return new ArchiveException(
        Reason.DAMAGED,
        "the volumes of the %s are not those that its signatures are of: %s. Its manifest is not rebuilt, since the set would look whole"
            .formatted(set.id(), how));
  }
}
