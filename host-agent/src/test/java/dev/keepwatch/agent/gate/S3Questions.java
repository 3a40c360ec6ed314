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

  /// All buckets are of the emulator's one account.
  private static Facts facts(GateRequest request) {
    var facts = transport(request).with("aws:ResourceAccount", Provisioned.ACCOUNT);
    return request.signing().map(how -> facts.with("s3:authType", how)).orElse(facts);
  }

  private static Facts transport(GateRequest request) {
    return switch (request.transport()) {
      case SECURE -> Facts.NONE.with("aws:SecureTransport", "true").with("s3:TlsVersion", "1.3");
      case PLAIN -> Facts.NONE.with("aws:SecureTransport", "false");
    };
  }

  private static List<Question> ofBucket(GateRequest request, Facts facts) {
    String part = part(request);
    if (request.method().equals("POST") && part.equals("delete")) {
      return deleting(request, facts);
    }
    if (request.isForm() && part.equals("-")) {
      return ofForm(request, facts);
    }
    return List.of(
        new Question(action(KnownActions.OF_BUCKETS, request, part), arn(request), facts));
  }

  private static List<Question> deleting(GateRequest request, Facts facts) {
    var questions = new ArrayList<Question>();
    boolean bypasses = bypassesLocks(request);
    LISTED
        .matcher(request.text())
        .results()
        .forEach(object -> {
          String arn = arn(request) + "/" + object.group(1);
          boolean version = object.group(2).contains("<VersionId>");
          questions.add(
              new Question(version ? "s3:DeleteObjectVersion" : "s3:DeleteObject", arn, facts));
          if (bypasses) {
            questions.add(new Question("s3:BypassGovernanceRetention", arn, facts));
          }
        });
    return questions;
  }

  private static boolean bypassesLocks(GateRequest request) {
    return request.header("x-amz-bypass-governance-retention").isPresent();
  }

  /// A form cannot say that the name must be free.
  private static List<Question> ofForm(GateRequest request, Facts facts) {
    String key =
        request
            .field("key")
            .filter(name -> !name.contains("${"))
            .orElseThrow(() -> new UnknownToGateException("a form without a plain key"));
    for (String field : List.of("acl", "tagging")) {
      if (request.field(field).isPresent()) {
        throw new UnknownToGateException("the field " + field + " of a form");
      }
    }
    return List.of(
        new Question(
            "s3:PutObject",
            arn(request) + "/" + key,
            facts.with("s3:ObjectCreationOperation", "true")));
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
    if (bypassesLocks(request)) {
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
  private List<Question> storing(GateRequest request, Facts facts, boolean creates) {
    var known = facts.with("s3:ObjectCreationOperation", String.valueOf(creates));
    // Amazon knows no other; nothing else says that the name must be free.
    if (request.header("if-none-match").filter("*"::equals).isPresent()) {
      known = known.with("s3:if-none-match", "*");
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
    var source = request.header("x-amz-copy-source");
    if (source.isPresent()) {
      questions.addAll(copying(source.get(), request, known));
    }
    return questions;
  }

  /// Who copies reads; and the tags come along unless he says that they shall not, or sends parts.
  private List<Question> copying(String source, GateRequest request, Facts facts) {
    String path =
        GateRequest.form("source=" + source.replaceFirst("^/", "").replace("+", "%2B"))
            .getOrDefault("source", "");
    boolean version = path.contains("?versionId=");
    String name = path.replaceFirst("\\?.*", "");
    String arn = "arn:aws:s3:::" + name;
    var questions = new ArrayList<Question>();
    questions.add(new Question(version ? "s3:GetObjectVersion" : "s3:GetObject", arn, facts));
    boolean takesTags =
        !request.parameters().containsKey("uploadId")
            && !request.header("x-amz-tagging-directive").orElse("COPY").equals("REPLACE");
    var steps = name.split("/", 2);
    if (takesTags && (version || !existingTags.apply(steps[0], steps[1]).isEmpty())) {
      questions.add(
          new Question(version ? "s3:GetObjectVersionTagging" : "s3:GetObjectTagging", arn, facts));
      questions.add(new Question("s3:PutObjectTagging", arn(request), facts));
    }
    return questions;
  }

  private static String action(Map<String, String> table, GateRequest request, String part) {
    return Optional.ofNullable(table.get(request.method() + " " + part))
        .orElseThrow(() -> new UnknownToGateException(request.method() + " " + request.target()));
  }

  /// The part of a bucket or an object that the query names; `-` for the thing itself.
  private static String part(GateRequest request) {
    var parts = new TreeSet<>(request.parameters().keySet());
    parts.removeAll(DETAILS);
    if (parts.contains("X-Amz-Signature")) {
      parts.removeIf(part -> part.startsWith("X-Amz-"));
    }
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
