package dev.keepwatch.agent.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// What a request to S3 asks for.
///
/// @param existingTags of an object, by bucket and key
record S3Questions(BiFunction<String, String, Map<String, String>> existingTags) {

  /// What only says how to answer, or which page.
  private static final Set<String> DETAILS =
      Set.of(
          "continuation-token",
          "delimiter",
          "encoding-type",
          "fetch-owner",
          "id",
          "key-marker",
          "list-type",
          "marker",
          "max-keys",
          "max-parts",
          "max-uploads",
          "part-number-marker",
          "prefix",
          "start-after",
          "upload-id-marker",
          "version-id-marker",
          "versionId",
          "x-id");

  /// Headers that a put needs a further right for.
  private static final Map<String, String> FURTHER =
      Map.of(
          "x-amz-acl", "s3:PutObjectAcl",
          "x-amz-object-lock-mode", "s3:PutObjectRetention",
          "x-amz-object-lock-legal-hold", "s3:PutObjectLegalHold",
          "x-amz-tagging", "s3:PutObjectTagging");

  private static final Pattern LISTED =
      Pattern.compile("(?s)<Object>.*?<Key>(.*?)</Key>(.*?)</Object>");
  private static final Pattern TAG =
      Pattern.compile("(?s)<Tag>\\s*<Key>(.*?)</Key>\\s*<Value>(.*?)</Value>\\s*</Tag>");

  List<Question> of(GateRequest request) {
    String host = request.header("host").orElse("");
    if (!host.matches("(localhost|127\\.0\\.0\\.1)(:\\d+)?")) {
      throw new UnknownToGateException("buckets in host names, as " + host);
    }
    var facts = facts(request);
    if (request.bucket().isEmpty()) {
      return List.of(new Question("s3:ListAllMyBuckets", "arn:aws:s3:::*", facts));
    }
    return request.key().isEmpty() ? ofBucket(request, facts) : ofObject(request, facts);
  }

  private static Facts facts(GateRequest request) {
    return switch (request.transport()) {
      case SECURE -> Facts.NONE.with("aws:SecureTransport", "true").with("s3:TlsVersion", "1.3");
      case PLAIN -> Facts.NONE.with("aws:SecureTransport", "false");
    };
  }

  private static List<Question> ofBucket(GateRequest request, Facts facts) {
    String part = part(request);
    if (request.method().equals("POST") && part.equals("delete")) {
      return LISTED
          .matcher(request.text())
          .results()
          .map(object ->
              new Question(
                  object.group(2).contains("<VersionId>")
                      ? "s3:DeleteObjectVersion"
                      : "s3:DeleteObject",
                  arn(request) + "/" + object.group(1),
                  facts))
          .toList();
    }
    return List.of(
        new Question(action(KnownActions.OF_BUCKETS, request, part), arn(request), facts));
  }

  private List<Question> ofObject(GateRequest request, Facts facts) {
    String part = part(request);
    if (part.equals("-") && request.method().equals("PUT")) {
      return storing(request, facts, true);
    }
    boolean completes = request.method().equals("POST") && part.equals("uploadId");
    boolean begins = request.method().equals("POST") && part.equals("uploads");
    boolean sends = request.method().equals("PUT") && part.equals("uploadId");
    if (completes || begins || sends) {
      return storing(request, facts, completes);
    }
    var questions = new ArrayList<Question>();
    var table =
        request.parameters().containsKey("versionId")
            ? KnownActions.OF_VERSIONS
            : KnownActions.OF_OBJECTS;
    var known = part.equals("tagging") ? tagging(request, facts) : facts;
    questions.add(new Question(action(table, request, part), arn(request), known));
    if (request.header("x-amz-bypass-governance-retention").isPresent()) {
      questions.add(new Question("s3:BypassGovernanceRetention", arn(request), facts));
    }
    return questions;
  }

  /// Tags that the object has are known when they are read or changed. When an object is put they
  /// are not: that is how Amazon documents it.
  private Facts tagging(GateRequest request, Facts facts) {
    var brought = new java.util.TreeMap<String, String>();
    TAG.matcher(request.text()).results().forEach(tag -> brought.put(tag.group(1), tag.group(2)));
    var known = facts.withExistingTags(existingTags.apply(request.bucket(), request.key()));
    return request.method().equals("PUT") ? known.withRequestTags(brought) : known;
  }

  /// @param creates whether an object appears by it; else it is a part, or the begin of parts
  private static List<Question> storing(GateRequest request, Facts facts, boolean creates) {
    var known = facts.with("s3:ObjectCreationOperation", String.valueOf(creates));
    for (String condition : request.header("if-none-match").stream().toList()) {
      known = known.with("s3:if-none-match", condition);
    }
    var tags = request.header("x-amz-tagging").map(GateRequest::form);
    known = tags.map(known::withRequestTags).orElse(known);
    var questions = new ArrayList<Question>();
    questions.add(new Question("s3:PutObject", arn(request), known));
    for (String header : new TreeSet<>(request.headers().keySet())) {
      var further = Optional.ofNullable(FURTHER.get(header));
      if (further.isPresent()) {
        questions.add(new Question(further.get(), arn(request), known));
      } else if (header.startsWith("x-amz-grant-")) {
        questions.add(new Question("s3:PutObjectAcl", arn(request), known));
      }
    }
    request.header("x-amz-copy-source").ifPresent(from -> questions.add(reading(from, facts)));
    return questions;
  }

  /// Who copies reads.
  private static Question reading(String source, Facts facts) {
    String path =
        GateRequest.form("source=" + source.replaceFirst("^/", "").replace("+", "%2B"))
            .getOrDefault("source", "");
    String action = path.contains("?versionId=") ? "s3:GetObjectVersion" : "s3:GetObject";
    return new Question(action, "arn:aws:s3:::" + path.replaceFirst("\\?.*", ""), facts);
  }

  private static String action(Map<String, String> table, GateRequest request, String part) {
    return Optional.ofNullable(table.get(request.method() + " " + part))
        .orElseThrow(() -> new UnknownToGateException(request.method() + " " + request.target()));
  }

  /// The part of a bucket or an object that the query names; `-` for the thing itself.
  private static String part(GateRequest request) {
    var parts = new TreeSet<>(request.parameters().keySet());
    parts.removeAll(DETAILS);
    if (parts.contains("uploadId")) {
      parts.remove("partNumber");
    }
    if (parts.size() > 1) {
      throw new UnknownToGateException("requests for several things at once: " + parts);
    }
    return parts.isEmpty() ? "-" : parts.first();
  }

  private static String arn(GateRequest request) {
    String bucket = "arn:aws:s3:::" + request.bucket();
    return request.key().isEmpty() ? bucket : bucket + "/" + request.key();
  }
}
