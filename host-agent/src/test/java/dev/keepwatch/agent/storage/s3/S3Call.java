package dev.keepwatch.agent.storage.s3;

/// The kinds of request that an agent sends to S3.
public enum S3Call {
  LIST,
  UPLOADS,
  GET,
  PUT,
  CREATE,
  PART,
  COMPLETE,
  ABORT,
  DELETE,
  LOOK_AT_TAGS,
  TAG,
  OTHER;

  /// @param target path and query
  public static S3Call of(String method, String target) {
    int question = target.indexOf('?');
    String query = question < 0 ? "" : target.substring(question + 1);
    return switch (method) {
      case "GET" -> isObject(target) && query.isEmpty() ? GET : get(query);
      case "PUT" -> put(query);
      case "POST" ->
          query.contains("uploadId=") ? COMPLETE : query.startsWith("uploads") ? CREATE : OTHER;
      case "DELETE" -> query.contains("uploadId=") ? ABORT : DELETE;
      default -> OTHER;
    };
  }

  private static S3Call get(String query) {
    if (query.contains("list-type=")) {
      return LIST;
    }
    return query.matches("tagging=?") ? LOOK_AT_TAGS : query.contains("uploads") ? UPLOADS : OTHER;
  }

  private static S3Call put(String query) {
    if (query.contains("partNumber=")) {
      return PART;
    }
    return query.matches("tagging=?") ? TAG : query.isEmpty() ? PUT : OTHER;
  }

  private static boolean isObject(String target) {
    return target.indexOf('/', 1) > 0 && !target.endsWith("/");
  }

  /// Whether it makes an object appear.
  public boolean isWrite() {
    return this == PUT || this == COMPLETE;
  }
}
