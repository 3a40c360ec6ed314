package dev.keepwatch.format.naming;

import java.util.Locale;
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
  /// @return nothing if `fileName` does not show the number where volumes show it
  public static Optional<VolumeNames> of(String fileName, int number) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    return around(fileName, lower.lastIndexOf(".vol" + number + ".difftar"), 4, number, 10)
        .or(() -> shortNames(fileName, lower, number));
  }

  private static Optional<VolumeNames> shortNames(String fileName, String lower, int number) {
    int at = lower.lastIndexOf("." + Integer.toString(number, 36) + ".dt");
    return around(fileName, at, 1, number, 36);
  }

  private static Optional<VolumeNames> around(
      String fileName, int at, int skip, int number, int radix) {
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + skip;
    int end = start + Integer.toString(number, radix).length();
    return Optional.of(
        new VolumeNames(fileName.substring(0, start), fileName.substring(end), radix));
  }

  /// The file name of the volume `number`.
  public String name(int number) {
    return before + Integer.toString(number, radix) + after;
  }
}
