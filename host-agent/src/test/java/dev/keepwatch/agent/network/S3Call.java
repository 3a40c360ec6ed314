package dev.keepwatch.agent.network;

/// The kinds of request that an agent sends to S3.
public enum S3Call {
  LIST,
  GET,
  PUT,
  CREATE,
  PART,
  COMPLETE,
  ABORT,
  DELETE,
  OTHER;

  /// @param target path and query
  static S3Call of(String method, String target) {
    int question = target.indexOf('?');
    String query = question < 0 ? "" : target.substring(question + 1);
    return switch (method) {
      case "GET" -> isObject(target) && query.isEmpty() ? GET : get(query);
      case "PUT" -> query.contains("partNumber=") ? PART : query.isEmpty() ? PUT : OTHER;
      case "POST" ->
          query.contains("uploadId=") ? COMPLETE : query.startsWith("uploads") ? CREATE : OTHER;
      case "DELETE" -> query.contains("uploadId=") ? ABORT : DELETE;
      default -> OTHER;
    };
  }

  private static S3Call get(String query) {
    return query.contains("list-type=") ? LIST : OTHER;
  }

  private static boolean isObject(String target) {
    return target.indexOf('/', 1) > 0 && !target.endsWith("/");
  }

  /// Whether it makes an object appear.
  boolean isWrite() {
    return this == PUT || this == COMPLETE;
  }
}
