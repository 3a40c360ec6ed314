package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.SameContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import software.amazon.awssdk.services.s3.model.S3Object;

/// An object that stands where we want to write.
record StoredObject(S3Folder folder, S3Object object) {

  /// Whether it holds the content of the file.
  ///
  /// Size and ETag tell it. Where the ETag is of another kind (KMS keys, other part sizes) the
  /// object is read, if we may; what differs does so early, since it is compressed or encrypted.
  boolean holds(NewFile file, ContentSums sums) {
    if (object.size() != sums.size()) {
      return false;
    }
    return String.valueOf(object.eTag()).replace("\"", "").equals(sums.etag()) || readsAs(file);
  }

  private boolean readsAs(NewFile file) {
    try (InputStream stored = ObjectStream.open(folder, file.name());
        InputStream local = Files.newInputStream(file.content())) {
      return SameContent.of(stored, local);
    } catch (IOException e) {
      return false; // what cannot be proven ours is not
    }
  }
}
