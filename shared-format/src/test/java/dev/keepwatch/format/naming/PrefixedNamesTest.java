package dev.keepwatch.format.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.naming.ArchiveName.Manifest;
import dev.keepwatch.format.naming.ArchiveName.Signatures;
import dev.keepwatch.format.naming.ArchiveName.Statistics;
import dev.keepwatch.format.naming.ArchiveName.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixedNamesTest {

  private static final SetId FULL = new SetId.Full(BackupTime.parse("20231114T221320Z"));
  private static final List<ArchiveName> KINDS =
      List.of(
          new Volume(FULL, 1, Packaging.OPENPGP),
          new Manifest(FULL, Packaging.OPENPGP),
          new Signatures(FULL, Packaging.OPENPGP),
          new Statistics(FULL, Packaging.OPENPGP));

  private final NamingScheme prefixed =
      NamingScheme.withPrefixes(new NamePrefixes("all_", "v.", "m/", "s+", "j"));

  @Test
  void the_common_prefix_comes_first_and_that_of_the_kind_second() {
    assertThat(KINDS)
        .map(prefixed::format)
        .containsExactly(
            "all_v.duplicity-full.20231114T221320Z.vol1.difftar.gpg",
            "all_m/duplicity-full.20231114T221320Z.manifest.gpg",
            "all_s+duplicity-full-signatures.20231114T221320Z.sigtar.gpg",
            "all_jduplicity-full.20231114T221320Z.jsonstat.gpg");
    assertThat(KINDS)
        .allSatisfy(name -> assertThat(prefixed.parse(prefixed.format(name))).contains(name));
  }

  @Test
  void archives_with_different_prefixes_do_not_see_each_other() {
    var other = NamingScheme.withPrefixes(new NamePrefixes("other_", "", "", "", ""));

    for (var name : KINDS) {
      assertThat(other.parse(prefixed.format(name))).isEmpty();
      assertThat(NamingScheme.standard().parse(prefixed.format(name))).isEmpty();
      assertThat(prefixed.parse(NamingScheme.standard().format(name))).isEmpty();
    }
  }

  @Test
  void a_prefix_is_taken_by_the_letter_and_belongs_to_its_kind() {
    assertThat(prefixed.parse("all_vxduplicity-full.20231114T221320Z.vol1.difftar")).isEmpty();
    assertThat(prefixed.parse("all_v.duplicity-full.20231114T221320Z.manifest")).isEmpty();
    assertThat(prefixed.parse("ALL_v.duplicity-full.20231114T221320Z.vol1.difftar")).isEmpty();
  }

  @Test
  void short_names_carry_prefixes_too() {
    assertThat(prefixed.parse("all_v.df.s44we8.1.dt.g")).contains(KINDS.getFirst());
    assertThat(prefixed.parse("df.s44we8.1.dt.g")).isEmpty();
  }

  @Test
  void one_kind_may_have_a_prefix_that_begins_like_that_of_another() {
    var scheme = NamingScheme.withPrefixes(new NamePrefixes("", "a", "ab", "", ""));

    assertThat(KINDS)
        .allSatisfy(name -> assertThat(scheme.parse(scheme.format(name))).contains(name));
  }

  @Test
  void who_does_not_know_the_prefixes_still_understands_long_names_behind_them() {
    var anyPrefix = NamingScheme.behindAnyPrefix();

    assertThat(KINDS)
        .allSatisfy(name -> assertThat(anyPrefix.parse(prefixed.format(name))).contains(name));
    assertThat(anyPrefix.parse("df.s44we8.1.dt.g")).contains(KINDS.getFirst());
    assertThat(anyPrefix.parse("xdf.s44we8.1.dt.g")).isEmpty();
  }

  @Test
  void a_prefix_may_itself_look_like_the_beginning_of_a_name() {
    String confusing = "duplicity-full.old-duplicity-inc.duplicity-full.20231114T221320Z.manifest";

    assertThat(NamingScheme.behindAnyPrefix().parse(confusing))
        .contains(new Manifest(FULL, Packaging.PLAIN));
  }

  @Test
  void no_prefixes_are_the_standard() {
    assertThat(NamingScheme.withPrefixes(NamePrefixes.NONE)).isSameAs(NamingScheme.standard());
  }
}
