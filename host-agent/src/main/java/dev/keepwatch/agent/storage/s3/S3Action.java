package dev.keepwatch.agent.storage.s3;

/// What is asked of S3, in words, and the right that it needs.
enum S3Action {
  LIST("list", ""),
  READ("read", " from "),
  WRITE("write", " to "),
  DELETE("delete", " from "),
  THAW("thaw", " in "),
  LOOK_AT_TAGS("read the tags of", " in "),
  TAG("tag", " in "),
  LIST_VERSIONS("list the versions", "of "),
  UNDELETE("bring back", " in ");

  private final String verb;
  private final String preposition;

  S3Action(String verb, String preposition) {
    this.verb = verb;
    this.preposition = preposition;
  }

  /// “cannot read x from s3://…”
  String failed(S3Folder folder, String name) {
    return "cannot " + verb + " " + name + preposition + folder.location();
  }

  /// “s3:GetObject on arn:aws:s3:::…”
  String right(S3Folder folder) {
    String bucket = "arn:aws:s3:::" + folder.bucket();
    String objects = bucket + "/" + folder.url().keyPrefix() + "*";
    return switch (this) {
      case LIST -> "s3:ListBucket on " + bucket;
      case READ -> "s3:GetObject on " + objects;
      case WRITE -> "s3:PutObject and s3:PutObjectTagging on " + objects;
      case DELETE -> "s3:DeleteObject on " + objects;
      case THAW -> "s3:RestoreObject on " + objects;
      case LOOK_AT_TAGS -> "s3:GetObjectTagging on " + objects;
      case TAG -> "s3:PutObjectTagging on " + objects;
      case LIST_VERSIONS -> "s3:ListBucketVersions on " + bucket;
      case UNDELETE -> "s3:DeleteObjectVersion on " + objects;
    };
  }

  /// What somebody should know who lacks the right; empty or a sentence.
  String remark() {
    return this == LOOK_AT_TAGS || this == TAG
        ? " Tagging what lies there is for operators: the credentials of a host that only adds are"
            + " refused it on purpose."
        : "";
  }

  /// Whether it is about one file that is there already.
  boolean isAboutFile() {
    return switch (this) {
      case READ, THAW, LOOK_AT_TAGS, TAG, UNDELETE -> true;
      case LIST, WRITE, DELETE, LIST_VERSIONS -> false;
    };
  }
}
