package dev.keepwatch.agent.tar;

import java.io.IOException;

/// A tar stream that is damaged or not one.
public final class TarException extends IOException {

  private static final long serialVersionUID = 1L;

  TarException(String what) {
    super(what);
  }
}
