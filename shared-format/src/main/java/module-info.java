import org.jspecify.annotations.NullMarked;

/// The format of an archive: what names, manifests, sets and chains mean. No I/O, no dependency.
@NullMarked
module dev.keepwatch.format {
  requires static transitive org.jspecify;
}
