package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.FileTags;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.Turn;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// An object that is to be, and what is said about it in every kind of put.
///
/// @param turn asked before the request that makes it appear
record NewObject(S3Folder folder, S3Settings settings, NewFile file, Turn turn) {

  static final String IF_KEY_IS_FREE = "*";

  S3Client client() {
    return folder.client();
  }

  String key() {
    return folder.key(file.name());
  }

  /// The tag, if it gets one and the server knows tags.
  Optional<String> tagging(Extras extras) {
    return file.role()
        .tag()
        .filter(value -> extras.tags())
        .map(value -> FileTags.KEY + "=" + value);
  }

  /// Where somebody has chosen a class for volumes, each object says its own, whatever the bucket
  /// does otherwise. A volume that the class would bill as a larger one goes where it is cheaper.
  Optional<String> storageClass(ContentSums sums) {
    return settings
        .volumeClass()
        .map(wanted ->
            file.role() == FileRole.VOLUME && sums.size() >= wanted.leastBytes()
                ? wanted
                : VolumeClass.STANDARD)
        .map(VolumeClass::name);
  }

  Optional<ServerSideEncryption> encryption() {
    return settings
        .atRest()
        .map(wanted ->
            switch (wanted) {
              case AtRest.StoragesKeys() -> ServerSideEncryption.AES256;
              case AtRest.KmsKey(var id) -> ServerSideEncryption.AWS_KMS;
            });
  }

  Optional<String> kmsKey() {
    return settings
        .atRest()
        .flatMap(wanted -> wanted instanceof AtRest.KmsKey(var id) ? id : Optional.empty());
  }

  FilePart part(ContentSums sums, int index) {
    return new FilePart(
        file.content(),
        sums.offset(index),
        sums.length(index),
        settings.transport().pace(),
        folder.readsUnsent());
  }
}
