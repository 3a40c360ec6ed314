/// The format of an archive: what names, manifests, sets and chains mean. No I/O, no dependency.
module dev.keepwatch.format {
  requires static transitive org.jspecify;

  exports dev.keepwatch.format.archive;
  exports dev.keepwatch.format.catalog;
  exports dev.keepwatch.format.heartbeat;
  exports dev.keepwatch.format.json;
  exports dev.keepwatch.format.manifest;
  exports dev.keepwatch.format.naming;
  exports dev.keepwatch.format.repair;
  exports dev.keepwatch.format.retention;
}
