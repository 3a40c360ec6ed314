package dev.keepwatch.agent.network;

import dev.keepwatch.agent.storage.s3.S3Call;

/// What can happen to a request.
public enum Fault {
  /// Nothing does.
  NONE,
  /// It takes its time.
  LATE,
  /// The connection is reset before anything is read.
  REFUSED,
  /// The connection is reset when the request is read; the server never sees it.
  REQUEST_LOST,
  /// Both connections are reset in the middle of the request.
  REQUEST_BROKEN,
  /// The server does what it is asked, and the connection is reset instead of an answer.
  ANSWER_LOST,
  /// The server does what it is asked, and the connection is reset in the middle of the answer.
  ANSWER_BROKEN,
  /// The same, and the connection is closed as if that was all.
  ANSWER_ENDS_EARLY,
  /// Half of the answer's body, announced as the whole.
  ANSWER_SHORTENED,
  /// The server is said to be too busy: 503, SlowDown.
  SLOW_DOWN,
  /// The server is said to have failed: 500.
  SERVER_ERROR,
  /// The same, said after 200, as Amazon does with completions.
  LATE_SERVER_ERROR,
  /// Another write of the key is said to be under way: 409.
  CONFLICT,
  /// Our clock is said to be wrong: 403, RequestTimeTooSkewed.
  SKEWED;

  /// Whether a request of this kind can meet it.
  boolean suits(S3Call call) {
    return switch (this) {
      case CONFLICT -> call.isWrite();
      case LATE_SERVER_ERROR -> call == S3Call.COMPLETE;
      default -> true;
    };
  }
}
