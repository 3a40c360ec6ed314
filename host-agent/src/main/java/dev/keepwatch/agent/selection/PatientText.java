package dev.keepwatch.agent.selection;

/// A path that patterns are held against, with a limit on how often they may look.
///
/// Some patterns try very many ways to match (`(a+)+$`), and take longer than anybody would wait.
/// Their looks are counted, so that they end with an error, on every machine at the same place.
final class PatientText implements CharSequence {

  private static final int PATIENCE = 20_000_000;

  /// A pattern did not come to an end.
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("a pattern takes too long", null, false, false);
    }
  }

  private final String text;
  private int looks;

  PatientText(String text) {
    this.text = text;
  }

  /// Begins to count anew.
  PatientText fresh() {
    looks = 0;
    return this;
  }

  @Override
  public char charAt(int index) {
    if (++looks > PATIENCE) {
      throw new Exhausted();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
