package dev.keepwatch.agent.replicate;

import dev.keepwatch.agent.archive.LineSplitter;
import dev.keepwatch.format.manifest.Binding;
import dev.keepwatch.format.manifest.ManifestText;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gives the volumes of a manifest other digests, and itself another binding, line by line. Every
/// other line stays as it is: host, directory, ranges, list of changed files, and what we do not
/// know.
final class ManifestRewrite implements LineSplitter.Lines {

  private static final Pattern VOLUME =
      Pattern.compile("\\s*volume\\s+(\\d{1,9}):.*", Pattern.DOTALL);
  private static final Pattern HASH = Pattern.compile("\\s*hash\\s.*", Pattern.DOTALL);
  private static final Pattern BINDING = Pattern.compile("\\s*keepwatch\\s.*", Pattern.DOTALL);
  private static final Pattern FILES =
      Pattern.compile("\\s*(filelist|hostname|localdir|keepwatch)\\s.*", Pattern.DOTALL);

  private final Map<Integer, VolumeHash> digests;
  private final Optional<Binding> binding;
  private final OutputStream sink;
  private int volume;

  /// @param digests of the volumes that have another one
  /// @param binding in the place of the one that is there, if it is another
  ManifestRewrite(Map<Integer, VolumeHash> digests, Optional<Binding> binding, OutputStream sink) {
    this.digests = Map.copyOf(digests);
    this.binding = binding;
    this.sink = sink;
  }

  @Override
  public void accept(byte[] line) throws IOException {
    String text = new String(line, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    if (binding.isPresent() && BINDING.matcher(text).matches()) {
      sink.write(ManifestText.binding(binding.get()));
      return;
    }
    Matcher header = VOLUME.matcher(text);
    if (header.matches()) {
      volume = Integer.parseInt(header.group(1));
    } else if (FILES.matcher(text).matches()) {
      volume = 0;
    }
    VolumeHash digest = digests.get(volume);
    boolean isDigest = volume > 0 && digest != null && HASH.matcher(text).matches();
    if (!isDigest) {
      sink.write(line);
    }
    if (digest != null && isEnd(text)) {
      sink.write(
          ("    Hash " + digest.algorithm() + " " + digest.hex() + "\n")
              .getBytes(StandardCharsets.US_ASCII));
    }
  }

  /// The digest stands behind the ranges.
  private static boolean isEnd(String text) {
    return text.stripLeading().startsWith("endingpath");
  }
}
