package dev.keepwatch.agent.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keepwatch.agent.tar.TarHeader;
import dev.keepwatch.agent.tar.TarReader;
import dev.keepwatch.agent.tar.TarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A compressed volume taken apart, to be put together otherwise than it was.
public final class GzipVolume {

  private record Member(TarHeader header, byte[] body) {}

  private static final Pattern BLOCK =
      Pattern.compile("(?s)(Volume ([0-9]+):(?:(?!Volume ).)*?Hash SHA1 )[0-9a-f]*");

  private final Path file;
  private final List<Member> members = new ArrayList<>();

  public GzipVolume(Path file) throws IOException {
    this.file = file;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      var tar = new TarReader(in);
      for (var header = tar.next(); header != null; header = tar.next()) {
        members.add(new Member(header, tar.body().readAllBytes()));
      }
    }
  }

  /// The data of the members of this name, to be changed.
  public List<byte[]> bodies(String name) {
    return members.stream()
        .filter(member -> new String(member.header().name(), ISO_8859_1).equals(name))
        .map(Member::body)
        .toList();
  }

  public void reverse() {
    Collections.reverse(members);
  }

  public void write() throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      var tar = new TarWriter(out);
      for (var member : members) {
        tar.begin(member.header());
        tar.write(member.body(), 0, member.body().length);
        tar.end();
      }
    }
  }

  /// Makes the digests in all manifests of an archive those of its volumes as they are.
  public static void adjustDigests(Path archive) throws IOException {
    try (Stream<Path> files = Files.list(archive)) {
      for (Path manifest : files.filter(f -> f.toString().endsWith(".manifest")).toList()) {
        String prefix = manifest.toString().replaceFirst("manifest$", "vol");
        String text = Files.readString(manifest, ISO_8859_1);
        String fitting =
            BLOCK
                .matcher(text)
                .replaceAll(b -> Matcher.quoteReplacement(b.group(1) + digest(prefix, b)));
        Files.writeString(manifest, fitting, ISO_8859_1);
      }
    }
  }

  private static String digest(String prefix, MatchResult block) {
    for (String suffix : List.of(".difftar.gz", ".difftar")) {
      Path volume = Path.of(prefix + block.group(2) + suffix);
      if (Files.exists(volume)) {
        return sha1(volume);
      }
    }
    return "0";
  }

  private static String sha1(Path file) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
