package dev.keepwatch.agent.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import dev.keepwatch.format.archive.SignatureMemberName;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.TimeExpression;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NameFuzzTest {

  private static List<byte[]> bytes(String... samples) {
    return Stream.of(samples).map(sample -> sample.getBytes(ISO_8859_1)).toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  private static final List<byte[]> FILE_NAMES =
      bytes(
          "duplicity-full.20260102T030405Z.vol12.difftar.gz",
          "duplicity-full.20260102T030405Z.manifest.gpg",
          "duplicity-full-signatures.20260102T030405Z.sigtar.part",
          "duplicity-inc.20260102T030405Z.to.20260103T030405Z.vol1.difftar",
          "duplicity-inc.20260102T030405Z.to.20260103T030405Z.manifest",
          "duplicity-new-signatures.20260102T030405Z.to.20260103T030405Z.sigtar.gz",
          "duplicity-full.2023-11-14T17:13:20-05:00.vol1.difftar.gz",
          "duplicity-full.1700000000.jsonstat.gz",
          "df.s44we8.1.dt.z",
          "di.s44we8.s44z68.1.dt.g",
          "dns.s44we8.s44z68.st.p");

  /// Short names may claim more; nobody has them.
  private static final int HIGHEST_VOLUME = 999_999_999;

  @Test
  void any_file_name_is_understood_or_passed_over() throws Exception {
    var names = NamingScheme.standard();

    Fuzz.of("file name", 20_000)
        .refusedBy(NotUnderstood.class)
        .feed(
            FILE_NAMES,
            (input, random) -> {
              var name = names.parse(text(input)).orElseThrow(NotUnderstood::new);
              boolean absurd =
                  name instanceof ArchiveName.Volume volume && volume.number() > HIGHEST_VOLUME;
              assertThat(absurd || names.parse(names.format(name)).equals(Optional.of(name)))
                  .isTrue();
            });
  }

  @Test
  void a_listing_of_any_names_has_its_chains() throws Exception {
    Fuzz.of("listing", 2000)
        .refusedBy(NotUnderstood.class)
        .feed(
            random -> {
              byte[] seed = new byte[8];
              random.nextBytes(seed);
              return seed;
            },
            (input, random) -> readListing(random));
  }

  private static void readListing(SplittableRandom random) throws NotUnderstood {
    var builder = new Catalog.Builder(NamingScheme.standard());
    var mutation = new Mutation(random, FILE_NAMES);
    for (int files = random.nextInt(60); files >= 0; files--) {
      builder.add(new StoredFile(text(mutation.next()), random.nextInt(100), Instant.EPOCH));
    }
    var catalog = builder.build();
    catalog.defects().forEach(defect -> assertThat(defect.toString()).isNotEmpty());
    if (catalog.chains().isEmpty()) {
      throw new NotUnderstood();
    }
  }

  @Test
  void any_member_name_stays_below_the_root_or_is_refused() throws Exception {
    Path root = Path.of("/target");

    Fuzz.of("member name", 20_000)
        .refusedBy(IllegalArgumentException.class)
        .feed(
            bytes(
                "snapshot/./",
                "snapshot/dir/file",
                "diff/a/b/c",
                "multivol_snapshot/dir/file/1",
                "multivol_diff/./12",
                "deleted/../x",
                "signature/dir/..",
                "snapshot//etc/passwd"),
            (input, random) -> {
              ArchivePath path =
                  random.nextBoolean()
                      ? MemberName.parse(input).path()
                      : SignatureMemberName.parse(input).path();
              Path place = place(root, path);
              assertThat(place.normalize()).isEqualTo(place).startsWithRaw(root);
            });
  }

  private static Path place(Path root, ArchivePath path) {
    if (path.isRoot()) {
      return root;
    }
    Path place = root;
    for (String component : text(path.bytes()).split("/", -1)) {
      place = PathBytes.toPath(place, component.getBytes(ISO_8859_1));
    }
    return place;
  }

  @Test
  void any_time_is_understood_or_refused() throws Exception {
    var times = new TimeExpression(Instant.ofEpochSecond(1_700_000_000L), ZoneId.of("UTC"));

    Fuzz.of("time", 20_000)
        .refusedBy(IllegalArgumentException.class)
        .feed(
            bytes(
                "now",
                "20260102T030405Z",
                "2026-01-02T03:04:05+01:00",
                "1Y2M3W4D5h6m7s",
                "1700000000",
                "2026/1/2",
                "1-2-2026",
                "20260102Z"),
            (input, random) -> {
              String typed = text(input).replaceAll("\\p{Cntrl}", "?");
              times.resolve(typed.substring(0, Math.min(typed.length(), 1000)));
            });
  }

  private static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    NotUnderstood() {
      super("not understood");
    }
  }
}
