package dev.keepwatch.infra.fleet;

/// A switch.
final class YesOrNo {
  private YesOrNo() {}

  static boolean parse(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
    };
  }
}
