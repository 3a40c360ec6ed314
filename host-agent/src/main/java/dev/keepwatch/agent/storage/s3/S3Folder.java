package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.s3.client.Patience;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The place of an archive: a folder of a bucket, and the client that reaches it.
///
/// @param server the server, where it is not Amazon's usual one
/// @param patience how the server is waited for
record S3Folder(S3Client client, S3Url url, Optional<URI> server, Patience patience) {

  String bucket() {
    return url.bucket();
  }

  String key(String name) {
    return url.keyPrefix() + name;
  }

  /// The address for people.
  String location() {
    String host = server.map(uri -> hostAndPort(uri) + "/").orElse("");
    return "s3://" + host + url.canonical().substring("s3://".length());
  }

  /// The server for people, so that they can see where a request went.
  String serverName() {
    return server.map(uri -> uri.getScheme() + "://" + hostAndPort(uri)).orElse("Amazon");
  }

  private static String hostAndPort(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  /// How often the SDK reads what it sends before it sends it: without TLS it signs the content,
  /// too.
  int readsUnsent() {
    return server.map(URI::getScheme).filter("http"::equals).isPresent() ? 1 : 0;
  }

  /// The listing's entry of one file. Needs no more than the right to list.
  Optional<S3Object> look(String name) {
    String key = key(name);
    var request = ListObjectsV2Request.builder().bucket(bucket()).prefix(key).build();
    // A key comes before all that it is a prefix of, so the first page holds it.
    return client.listObjectsV2(request).contents().stream()
        .filter(object -> object.key().equals(key))
        .findFirst();
  }

  /// Fails as a server does that knows the condition, if the file is there.
  void requireFree(String name) {
    if (look(name).isPresent()) {
      throw S3Exception.builder().statusCode(412).message("the key is taken").build();
    }
  }
}
