package dev.keepwatch.format.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What stands beside a manifest as metadata of its object, so that who may not read manifests can
/// tell whether a set is whole. It is a claim: nothing may be deleted because of it.
///
/// @param volumes how many volumes the set has
/// @param bytes how large these are together
/// @param files entries of the source
/// @param errors entries that could not be read
public record SetMetadata(
    OptionalLong volumes, OptionalLong bytes, OptionalLong files, OptionalLong errors) {

  private static final String VOLUMES = "keepwatch-volumes";
  private static final String BYTES = "keepwatch-bytes";
  private static final String FILES = "keepwatch-files";
  private static final String ERRORS = "keepwatch-errors";
  private static final String VERSION = "keepwatch-version";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /// Where only the volumes are known.
  public static SetMetadata ofVolumes(long volumes) {
    return new SetMetadata(
        OptionalLong.of(volumes), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  }

  /// Keys and values in ASCII, as S3 keeps them.
  ///
  /// @param version of the program that writes
  public Map<String, String> entries(String version) {
    var entries = new LinkedHashMap<String, String>();
    put(entries, VOLUMES, volumes);
    put(entries, BYTES, bytes);
    put(entries, FILES, files);
    put(entries, ERRORS, errors);
    entries.put(VERSION, version);
    return entries;
  }

  private static void put(Map<String, String> entries, String key, OptionalLong value) {
    value.ifPresent(number -> entries.put(key, Long.toString(number)));
  }

  /// Understands what stands beside a manifest; what makes no sense is taken for absent.
  ///
  /// @param entries keys in lower case
  public static SetMetadata of(Map<String, String> entries) {
    return new SetMetadata(
        number(entries, VOLUMES),
        number(entries, BYTES),
        number(entries, FILES),
        number(entries, ERRORS));
  }

  private static OptionalLong number(Map<String, String> entries, String key) {
    String text = entries.getOrDefault(key, "");
    return NUMBER.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
