package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.NewFile;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// An object that is to be, and what is said about it in every kind of put.
record NewObject(S3Folder folder, S3Settings settings, NewFile file) {

  static final String IF_KEY_IS_FREE = "*";

  S3Client client() {
    return folder.client();
  }

  String key() {
    return folder.key(file.name());
  }

  String tagging() {
    return "keepwatch=" + file.role().tag();
  }

  Optional<String> storageClass() {
    return file.role() == FileRole.VOLUME
        ? settings.volumeClass().map(VolumeClass::name)
        : Optional.empty();
  }

  Optional<ServerSideEncryption> sealingAtRest() {
    return settings.sealedAtRest() ? Optional.of(ServerSideEncryption.AES256) : Optional.empty();
  }

  FilePart part(ContentSums sums, int index) {
    return new FilePart(file.content(), sums.offset(index), sums.length(index));
  }
}
