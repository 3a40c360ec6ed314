package dev.keepwatch.agent.storage.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.storage.s3.FaultServer.Request;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A bucket in memory that insists on what S3 insists on: right sums, and free keys where asked.
final class TinyBucket {

  /// @param body one character for each byte
  record Answer(int status, Map<String, String> headers, String body) {

    static Answer ok(String body) {
      return new Answer(200, Map.of(), body);
    }

    static Answer error(int status, String code, String message) {
      return new Answer(
          status,
          Map.of(),
          "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message));
    }

    byte[] bytes() {
      return body.getBytes(ISO_8859_1);
    }
  }

  private static final String SHA256 = "x-amz-checksum-sha256";
  private static final Pattern TAG =
      Pattern.compile("<Key>([^<]*)</Key>\\s*<Value>([^<]*)</Value>");
  private static final Answer TAKEN = Answer.error(412, "PreconditionFailed", "the key is taken");
  private static final Answer UNSOUND =
      Answer.error(400, "InvalidDigest", "no sum, or a wrong one");

  private final Map<String, String> objects = new TreeMap<>();
  private final Map<String, String> etags = new TreeMap<>();
  private final Map<String, Set<String>> tags = new TreeMap<>();
  private final Map<Integer, String> parts = new TreeMap<>();
  private final Map<String, String> left = new TreeMap<>();
  private boolean uploading;

  /// Puts an object there, whatever was there before.
  synchronized void put(String key, byte[] content) {
    objects.put(key, new String(content, ISO_8859_1));
    etags.put(key, HexFormat.of().formatHex(md5(content)));
  }

  /// Puts an object there whose ETag says nothing of its content, as encryption with KMS keys does.
  synchronized void putEncrypted(String key, byte[] content) {
    objects.put(key, new String(content, ISO_8859_1));
    etags.put(key, "0123456789abcdef0123456789abcdef");
  }

  synchronized byte[] get(String key) {
    return objects.getOrDefault(key, "").getBytes(ISO_8859_1);
  }

  synchronized Answer serve(Request request, byte[] body) {
    return switch (request.call()) {
      case LIST -> listing(request.parameter("prefix").orElse(""));
      case UPLOADS -> uploads();
      case GET -> object(request);
      case PUT -> put(request, body);
      case CREATE -> create();
      case PART -> part(request, body);
      case COMPLETE -> complete(request);
      case ABORT -> abort(request);
      case DELETE -> delete(request.key());
      case LOOK_AT_TAGS -> tags(request.key());
      case TAG -> tag(request.key(), body);
      case OTHER -> throw new IllegalArgumentException("nobody asks S3 for this: " + request);
    };
  }

  private Answer listing(String prefix) {
    var entries = new StringBuilder();
    objects.forEach((key, content) -> {
      if (key.startsWith(prefix)) {
        entries.append(entry(key, content.length(), etags.getOrDefault(key, "")));
      }
    });
    return page(entries.toString(), "<IsTruncated>false</IsTruncated>");
  }

  static Answer page(String entries, String end) {
    return Answer.ok("<ListBucketResult>" + entries + end + "</ListBucketResult>");
  }

  static String entry(String key, int size, String etag) {
    return """
    <Contents><Key>%s</Key><Size>%d</Size><ETag>&quot;%s&quot;</ETag>
    <LastModified>2026-01-01T00:00:00Z</LastModified></Contents>\
    """
        .formatted(key, size, etag);
  }

  private Answer object(Request request) {
    String content = objects.get(request.key());
    if (content == null) {
      return Answer.error(404, "NoSuchKey", "The specified key does not exist.");
    }
    String etag = '"' + etags.getOrDefault(request.key(), "") + '"';
    if (request.header("If-Match").filter(wanted -> !wanted.equals(etag)).isPresent()) {
      return Answer.error(412, "PreconditionFailed", "it is another one");
    }
    Optional<String> range = request.header("Range");
    if (range.isEmpty()) {
      return new Answer(200, Map.of("ETag", etag), content);
    }
    int from = Integer.parseInt(range.get().replaceAll("bytes=([0-9]+)-", "$1"));
    String told = "bytes %d-%d/%d".formatted(from, content.length() - 1, content.length());
    return new Answer(206, Map.of("ETag", etag, "Content-Range", told), content.substring(from));
  }

  private Answer put(Request request, byte[] body) {
    if (!isSound(request, body)) {
      return UNSOUND;
    }
    if (isTaken(request)) {
      return TAKEN;
    }
    put(request.key(), body);
    return stored(request, body);
  }

  private static Answer stored(Request request, byte[] body) {
    var headers = new HashMap<String, String>();
    headers.put("ETag", '"' + HexFormat.of().formatHex(md5(body)) + '"');
    request.header(SHA256).ifPresent(sum -> headers.put(SHA256, sum));
    return new Answer(200, headers, "");
  }

  private static boolean isSound(Request request, byte[] body) {
    String md5 = Base64.getEncoder().encodeToString(md5(body));
    String sha256 = Base64.getEncoder().encodeToString(digest("SHA-256", body));
    return request.header("Content-MD5").filter(md5::equals).isPresent()
        && request.header(SHA256).map(sha256::equals).orElse(true);
  }

  private boolean isTaken(Request request) {
    return request.header("If-None-Match").isPresent() && objects.containsKey(request.key());
  }

  private Answer create() {
    uploading = true;
    parts.clear();
    return Answer.ok(
        "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>");
  }

  private Answer part(Request request, byte[] body) {
    if (!isSound(request, body)) {
      return UNSOUND;
    }
    parts.put(
        Integer.valueOf(request.parameter("partNumber").orElseThrow()),
        new String(body, ISO_8859_1));
    return stored(request, body);
  }

  private Answer complete(Request request) {
    if (!uploading) {
      return Answer.error(404, "NoSuchUpload", "The upload does not exist.");
    }
    if (isTaken(request)) {
      return TAKEN;
    }
    uploading = false;
    store(request.key());
    return Answer.ok(
        "<CompleteMultipartUploadResult><ETag>&quot;%s&quot;</ETag></CompleteMultipartUploadResult>"
            .formatted(etags.get(request.key())));
  }

  private void store(String key) {
    var content = new ByteArrayOutputStream();
    var sums = new ByteArrayOutputStream();
    for (String part : parts.values()) {
      content.writeBytes(part.getBytes(ISO_8859_1));
      sums.writeBytes(md5(part.getBytes(ISO_8859_1)));
    }
    put(key, content.toByteArray());
    etags.put(key, HexFormat.of().formatHex(md5(sums.toByteArray())) + "-" + parts.size());
  }

  private Answer delete(String key) {
    objects.remove(key);
    return new Answer(204, Map.of(), "");
  }

  /// The tags of an object, each as `key=value`.
  synchronized Set<String> tagsOf(String key) {
    return tags.getOrDefault(key, Set.of());
  }

  synchronized void putTags(String key, String... pairs) {
    tags.put(key, Set.of(pairs));
  }

  private Answer tags(String key) {
    if (!objects.containsKey(key)) {
      return Answer.error(404, "NoSuchKey", "The specified key does not exist.");
    }
    var set = new StringBuilder();
    for (String pair : tagsOf(key)) {
      set.append(
          "<Tag><Key>%s</Key><Value>%s</Value></Tag>"
              .formatted(pair.replaceFirst("=.*", ""), pair.replaceFirst("[^=]*=", "")));
    }
    return Answer.ok("<Tagging><TagSet>" + set + "</TagSet></Tagging>");
  }

  private Answer tag(String key, byte[] body) {
    var pairs = new TreeSet<String>();
    TAG.matcher(new String(body, UTF_8))
        .results()
        .forEach(tag -> pairs.add(tag.group(1) + "=" + tag.group(2)));
    tags.put(key, pairs);
    return Answer.ok("");
  }

  /// An upload that somebody began and left.
  synchronized void leave(String id, String key, Instant begun) {
    left.put(
        id,
        "<Upload><Key>%s</Key><UploadId>%s</UploadId><Initiated>%s</Initiated></Upload>"
            .formatted(key, id, begun));
  }

  synchronized Set<String> left() {
    return Set.copyOf(left.keySet());
  }

  private Answer uploads() {
    return Answer.ok(
        "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>%s</ListMultipartUploadsResult>"
            .formatted(String.join("", left.values())));
  }

  private Answer abort(Request request) {
    String id = request.parameter("uploadId").orElseThrow();
    if (left.remove(id) == null) {
      uploading = false;
    }
    return new Answer(204, Map.of(), "");
  }

  private static byte[] md5(byte[] content) {
    return digest("MD5", content);
  }

  private static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
