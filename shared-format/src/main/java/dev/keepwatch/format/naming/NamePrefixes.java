package dev.keepwatch.format.naming;

/// What stands before the names of an archive's files: the common prefix first, then one for each
/// kind.
///
/// @param common before every name (`--file-prefix`)
/// @param volume before names of volumes (`--file-prefix-archive`)
/// @param manifest before names of manifests (`--file-prefix-manifest`)
/// @param signatures before names of signature archives (`--file-prefix-signature`)
/// @param statistics before names of statistics (`--file-prefix-jsonstat`)
public record NamePrefixes(
    String common, String volume, String manifest, String signatures, String statistics) {

  public static final NamePrefixes NONE = new NamePrefixes("", "", "", "", "");

  String of(ArchiveName name) {
    return common
        + switch (name) {
          case ArchiveName.Volume v -> volume;
          case ArchiveName.Manifest m -> manifest;
          case ArchiveName.Signatures s -> signatures;
          case ArchiveName.Statistics s -> statistics;
        };
  }
}
