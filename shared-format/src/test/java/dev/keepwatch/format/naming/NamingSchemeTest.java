package dev.keepwatch.format.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keepwatch.format.naming.ArchiveName.Manifest;
import dev.keepwatch.format.naming.ArchiveName.Signatures;
import dev.keepwatch.format.naming.ArchiveName.Statistics;
import dev.keepwatch.format.naming.ArchiveName.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamingSchemeTest {

  private static final String T0 = "20231114T221320Z";
  private static final String T1 = "20231114T231320Z";
  private static final SetId FULL = new SetId.Full(BackupTime.parse(T0));
  private static final SetId INCREMENT =
      new SetId.Incremental(BackupTime.parse(T0), BackupTime.parse(T1));

  private final NamingScheme scheme = NamingScheme.standard();

  @Test
  void every_kind_of_file_has_its_name() {
    means("duplicity-full." + T0 + ".vol1.difftar.gz", new Volume(FULL, 1, Packaging.GZIP));
    means("duplicity-full." + T0 + ".manifest", new Manifest(FULL, Packaging.PLAIN));
    means("duplicity-full." + T0 + ".jsonstat.gz", new Statistics(FULL, Packaging.GZIP));
    means(
        "duplicity-full-signatures." + T0 + ".sigtar.gpg", new Signatures(FULL, Packaging.OPENPGP));
    String times = T0 + ".to." + T1;
    means("duplicity-inc." + times + ".vol12.difftar", new Volume(INCREMENT, 12, Packaging.PLAIN));
    means("duplicity-inc." + times + ".manifest.gpg", new Manifest(INCREMENT, Packaging.OPENPGP));
    means("duplicity-inc." + times + ".jsonstat.gz", new Statistics(INCREMENT, Packaging.GZIP));
    means(
        "duplicity-new-signatures." + times + ".sigtar.gz",
        new Signatures(INCREMENT, Packaging.GZIP));
  }

  private void means(String fileName, ArchiveName name) {
    assertThat(scheme.parse(fileName)).contains(name);
    assertThat(scheme.format(name)).isEqualTo(fileName);
  }

  /// Checked with duplicity 0.8.22, which counts each as the manifest of the full set.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "duplicity-full.20231114t221320z.manifest",
        "duplicity-full.1700000000.manifest",
        "duplicity-full.2023-11-14T17:13:20-05:00.manifest",
        "duplicity-full.2023-11-14T22:13:20Z.manifest",
        "duplicity-full.2023-11-14T17_13_20-05_00.manifest",
        "duplicity-full.2023-11-14T17.13.20-05.00.manifest",
        "duplicity-full.20231114T221320Z.manifest.foo.bar",
        "duplicity-full.20231114T221320Z.manifest.partx",
        "duplicity-full.20231114T221320Z.manifest.",
        "df.s44we8.m",
        "df.s44we8.m.x.y",
      })
  void a_name_written_in_another_way_means_the_same(String fileName) {
    assertThat(scheme.parse(fileName)).contains(new Manifest(FULL, Packaging.PLAIN));
  }

  @ParameterizedTest
  @CsvSource({
    "df.s44we8.1.dt.z, 1, GZIP",
    "df.s44we8.z.dt, 35, PLAIN",
    "df.s44we8.10.dt.g, 36, OPENPGP",
    "df.s44we8.01.dt, 1, PLAIN",
    "df.s44we8.zik0zj.dt, 2147483647, PLAIN",
    "duplicity-full.20231114T221320Z.vol007.difftar.gz, 7, GZIP",
    "duplicity-full.20231114T221320Z.vol999999999.difftar, 999999999, PLAIN",
  })
  void a_volume_has_its_number_in_every_form(String fileName, int number, Packaging packaging) {
    assertThat(scheme.parse(fileName)).contains(new Volume(FULL, number, packaging));
  }

  @Test
  void short_names_know_increments_signatures_and_statistics() {
    assertThat(scheme.parse("di.s44we8.s44z68.1.dt.z"))
        .contains(new Volume(INCREMENT, 1, Packaging.GZIP));
    assertThat(scheme.parse("di.s44we8.s44z68.m.g"))
        .contains(new Manifest(INCREMENT, Packaging.OPENPGP));
    assertThat(scheme.parse("dfs.s44we8.st")).contains(new Signatures(FULL, Packaging.PLAIN));
    assertThat(scheme.parse("dns.s44we8.s44z68.st.z"))
        .contains(new Signatures(INCREMENT, Packaging.GZIP));
    assertThat(scheme.parse("dfst.s44we8.jst.z")).contains(new Statistics(FULL, Packaging.GZIP));
    assertThat(scheme.parse("dist.s44we8.s44z68.jst.z"))
        .contains(new Statistics(INCREMENT, Packaging.GZIP));
  }

  /// Encryption wins over compression, and compression needs no dot.
  @ParameterizedTest
  @CsvSource({
    "manifest, PLAIN",
    "manifest.gz, GZIP",
    "manifest.z, GZIP",
    "manifest.foogz, GZIP",
    "manifest.gpg, OPENPGP",
    "manifest.g, OPENPGP",
    "manifest.gz.gpg, OPENPGP",
    "manifest.GZ, PLAIN",
    "manifest.foogpg, PLAIN",
  })
  void the_end_of_a_name_tells_how_the_file_is_wrapped(String end, Packaging packaging) {
    assertThat(scheme.parse("duplicity-full." + T0 + "." + end))
        .contains(new Manifest(FULL, packaging));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "README.txt",
        "duplicity-full.notatime.manifest",
        "xduplicity-full.20231114T221320Z.manifest",
        "DUPLICITY-FULL.20231114T221320Z.MANIFEST",
        "duplicity-full.20231114T221320Z.manifestx",
        "duplicity-full.20231114T221320Z.manifest.part",
        "duplicity-full.20231114T221320Z.manifest.part.gpg",
        "duplicity-full.20231114T221320Z.vol1.difftar.part",
        "duplicity-full-signatures.20231114T221320Z.sigtar.part",
        "duplicity-full.20231114T221320Z.vol1.DIFFTAR",
        "duplicity-full.20231114T221320Z.difftar",
        "duplicity-full.20231114T221320Z.vol1.manifest",
        "duplicity-full.20231114T221320Z.sigtar",
        "duplicity-full-signatures.20231114T221320Z.manifest",
        "duplicity-full-signatures.20231114T221320Z.vol1.difftar",
        "duplicity-full.20231114T221320Z.to.20231114T231320Z.manifest",
        "duplicity-inc.20231114T221320Z.manifest",
        "duplicity-full.20231114T221320Z.manifest.gpg/inner",
        "sub/duplicity-full.20231114T221320Z.manifest",
        "df.s44we8.m.p",
        "df.s44we8.1.dt.p.z",
        "df.s44we8.mx",
        "DF.s44we8.m",
        "df.S44WE8.m",
        "df.s44we8.1.m",
        "df.s44we8.1.st",
        "df.s44we8.dt",
        "di.s44we8.m",
        "dfs.s44we8.m",
        "df.s44we8.m.g/inner",
      })
  void a_name_of_somebody_else_is_not_understood(String fileName) {
    assertThat(scheme.parse(fileName)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duplicity-full.99999999T999999Z.manifest",
        "duplicity-full.20230230T000000Z.manifest",
        "duplicity-full.00000101T000000Z.manifest",
        "duplicity-full.+120231114T221320Z.manifest",
        "duplicity-full.-20231114T221320Z.manifest",
        "duplicity-full.99999999999999999999.manifest",
        "duplicity-full.0000-01-01T00:00:00Z.manifest",
        "duplicity-full.2023-11-14T17:13:20-99:00.manifest",
        "duplicity-full.1D.manifest",
        "duplicity-full.now.manifest",
        "df.zzzzzzzzzzzz.m",
        "df.zzzzzzzzzzzzzzzzzzzzzzzz.m",
      })
  void an_impossible_time_is_no_time_and_breaks_nothing(String fileName) {
    assertThat(scheme.parse(fileName)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duplicity-full.20231114T221320Z.vol0.difftar",
        "duplicity-full.20231114T221320Z.vol-1.difftar",
        "duplicity-full.20231114T221320Z.vol2147483647.difftar",
        "duplicity-full.20231114T221320Z.vol2147483648.difftar",
        "duplicity-full.20231114T221320Z.vol99999999999.difftar",
        "df.s44we8.0.dt",
        "df.s44we8.zik0zk.dt",
        "df.s44we8.zzzzzzzzzzzz.dt",
      })
  void a_volume_number_that_nobody_can_have_is_not_understood(String fileName) {
    assertThat(scheme.parse(fileName)).isEmpty();
  }

  @Test
  void an_increment_that_does_not_run_forward_is_not_understood() {
    assertThat(scheme.parse("duplicity-inc." + T0 + ".to." + T0 + ".manifest")).isEmpty();
    assertThat(scheme.parse("duplicity-inc." + T1 + ".to." + T0 + ".manifest")).isEmpty();
    assertThat(scheme.parse("di.s44z68.s44we8.m")).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SetId.Incremental(BackupTime.parse(T1), BackupTime.parse(T0)));
  }

  @Test
  void volumes_are_numbered_from_one() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Volume(FULL, 0, Packaging.PLAIN));
  }
}
