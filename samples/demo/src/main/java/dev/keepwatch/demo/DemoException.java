package dev.keepwatch.demo;

import java.io.IOException;

/// Why the demo cannot go on, in one sentence for people.
final class DemoException extends IOException {

  private static final long serialVersionUID = 1L;

  DemoException(String message) {
    super(message);
  }
}
