package dev.keepwatch.infra.fleet;

/// A switch.
final class YesOrNo {
  private YesOrNo() {}

  static boolean parse(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      case "yes", "on" ->
          throw new IllegalArgumentException("\"" + text + "\" is no answer; write true");
      case "no", "off" ->
          throw new IllegalArgumentException("\"" + text + "\" is no answer; write false");
      default -> throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
    };
  }
}
