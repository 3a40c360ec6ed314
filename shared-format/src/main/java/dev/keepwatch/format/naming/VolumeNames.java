package dev.keepwatch.format.naming;

import java.util.Optional;

/// The file names of one set's volumes: the text before and after the number.
///
/// Holding this instead of the names keeps a listing of a million volumes small.
///
/// @param before the name up to the number
/// @param after the name behind the number
/// @param radix the base the number is written in: 10, or 36 in short names
public record VolumeNames(String before, String after, int radix) {

  /// Takes the number out of the name of one volume.
  ///
  /// @return nothing if `fileName` does not show the number as volumes show it, without leading
  ///   zeros
  public static Optional<VolumeNames> of(String fileName, int number) {
    return around(fileName, ".vol", number, 10, ".difftar")
        .or(() -> around(fileName, ".", number, 36, ".dt"));
  }

  private static Optional<VolumeNames> around(
      String fileName, String lead, int number, int radix, String kind) {
    String digits = Integer.toString(number, radix);
    int at = fileName.lastIndexOf(lead + digits + kind);
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + lead.length();
    String after = fileName.substring(start + digits.length());
    return Optional.of(new VolumeNames(fileName.substring(0, start), after, radix));
  }

  /// The file name of the volume `number`.
  public String name(int number) {
    return before + Integer.toString(number, radix) + after;
  }
}
