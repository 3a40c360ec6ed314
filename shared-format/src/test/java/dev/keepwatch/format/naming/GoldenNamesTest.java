package dev.keepwatch.format.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.fixtures.Fixtures;
import dev.keepwatch.format.fixtures.Seeds;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenNamesTest {

  static Stream<String> archives() {
    return Fixtures.archives();
  }

  static NamingScheme schemeOf(String archive) {
    return archive.equals("mini-prefix")
        ? NamingScheme.withPrefixes(
            new NamePrefixes("pre_", "archive_", "manifest_", "signature_", "jsonstat_"))
        : NamingScheme.standard();
  }

  @ParameterizedTest
  @MethodSource("archives")
  void every_name_that_duplicity_wrote_is_understood(String archive) {
    assertThat(Fixtures.listing(archive))
        .hasSizeGreaterThan(11)
        .allSatisfy(name -> assertThat(schemeOf(archive).parse(name)).isPresent());
  }

  static Stream<String> archivesWithCurrentNames() {
    return archives().filter(name -> !name.contains("shortnames") && !name.contains("oldnames"));
  }

  @ParameterizedTest
  @MethodSource("archivesWithCurrentNames")
  void current_names_are_written_as_duplicity_writes_them(String archive) {
    var scheme = schemeOf(archive);

    assertThat(Fixtures.listing(archive))
        .allSatisfy(name -> assertThat(scheme.parse(name).map(scheme::format)).contains(name));
  }

  @Test
  void old_and_short_names_mean_the_same_files_as_current_names() {
    var current = meanings("mini-prefix");

    assertThat(meanings("mini-shortnames")).containsExactlyInAnyOrderElementsOf(current);
    assertThat(meanings("mini-oldnames")).containsExactlyInAnyOrderElementsOf(current);
  }

  private static List<ArchiveName> meanings(String archive) {
    return Fixtures.listing(archive).stream()
        .flatMap(name -> schemeOf(archive).parse(name).stream())
        .toList();
  }

  @Test
  void a_broken_name_is_understood_or_ignored_but_never_stops_the_reader() {
    var names = Fixtures.archives().flatMap(archive -> Fixtures.listing(archive).stream()).toList();
    var schemes = List.of(NamingScheme.standard(), NamingScheme.behindAnyPrefix());
    Seeds.rounds(
        20_000,
        random -> {
          String name = broken(names.get(random.nextInt(names.size())), names, random);
          for (var scheme : schemes) {
            scheme
                .parse(name)
                .ifPresent(found -> assertThat(scheme.parse(scheme.format(found))).contains(found));
          }
        });
  }

  private static String broken(String name, List<String> names, Random random) {
    var broken = new StringBuilder(name);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = random.nextInt(broken.length());
      switch (random.nextInt(4)) {
        case 0 -> broken.deleteCharAt(at).append('.');
        case 1 -> broken.setCharAt(at, "0129TZz.-+:/\0\u0130\ud83d ".charAt(random.nextInt(16)));
        case 2 -> broken.insert(at, "99999999999".substring(random.nextInt(11)));
        default -> broken.replace(at, broken.length(), names.get(random.nextInt(names.size())));
      }
    }
    return broken.toString();
  }
}
