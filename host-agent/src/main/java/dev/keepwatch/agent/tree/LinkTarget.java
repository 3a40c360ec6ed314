package dev.keepwatch.agent.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a symbolic link points to: bytes, since targets need not be UTF-8. Empty for everything
/// else.
public record LinkTarget(byte[] bytes) {

  public static final LinkTarget NONE = new LinkTarget(new byte[0]);

  @Override
  public boolean equals(Object other) {
    return other instanceof LinkTarget that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
