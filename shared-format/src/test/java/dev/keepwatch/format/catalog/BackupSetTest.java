package dev.keepwatch.format.catalog;

import static dev.keepwatch.format.catalog.Listing.fullSet;
import static dev.keepwatch.format.catalog.Listing.listing;
import static dev.keepwatch.format.catalog.Listing.volumes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.naming.NamingScheme;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupSetTest {

  private static final String MONDAY = "20260105T020000Z";
  private static final String TUESDAY = "20260106T020000Z";
  private static final String PREFIX = "duplicity-full." + MONDAY;

  private static BackupSet onlySet(Listing listing) {
    return listing.catalog().chains().getFirst().full();
  }

  @Test
  void a_set_knows_its_files_by_name() {
    var set = onlySet(listing().full(MONDAY, volumes(3, 1, 2)));

    assertThat(set.volumeCount()).isEqualTo(3);
    assertThat(set.highestVolume()).isEqualTo(3);
    assertThat(set.volumeName(2)).contains(PREFIX + ".vol2.difftar.gpg");
    assertThat(set.volumeName(4)).isEmpty();
    assertThat(set.manifest()).contains(Listing.stored(PREFIX + ".manifest.gpg"));
    assertThat(set.signatures())
        .contains(Listing.stored("duplicity-full-signatures." + MONDAY + ".sigtar.gpg"));
    assertThat(set.sizeBytes()).isEqualTo(5 * Listing.FILE_SIZE);
    assertThat(set.isWhole()).isTrue();
    assertThat(set).hasToString("full 20260105T020000Z (3 volumes)");
  }

  @Test
  void volumes_that_are_named_in_different_ways_keep_their_names() {
    var set =
        onlySet(
            listing()
                .full(MONDAY, volumes(1, 5))
                .file(PREFIX + ".vol02.difftar.gpg")
                .file("df.t8dc80.3.dt.g")
                .file("duplicity-full.2026-01-05T03:00:00+01:00.vol4.difftar.gpg"));

    assertThat(set.missingVolumes()).isEmpty();
    assertThat(List.of(1, 2, 3, 4, 5))
        .map(number -> set.volumeName(number).orElseThrow())
        .containsExactly(
            PREFIX + ".vol1.difftar.gpg",
            PREFIX + ".vol02.difftar.gpg",
            "df.t8dc80.3.dt.g",
            "duplicity-full.2026-01-05T03:00:00+01:00.vol4.difftar.gpg",
            PREFIX + ".vol5.difftar.gpg");
  }

  @Test
  void what_the_manifest_knows_tells_of_volumes_lost_at_the_end() {
    var set = onlySet(listing().full(MONDAY, volumes(1, 2, 4)));

    assertThat(set.missingVolumes()).containsExactly(new NumberRange(3, 3));
    assertThat(set.missingVolumes(2)).isEmpty();
    assertThat(set.missingVolumes(7)).containsExactly(new NumberRange(3, 3), new NumberRange(5, 7));
  }

  @Test
  void a_volume_or_a_manifest_under_two_names_makes_a_set_doubtful() {
    var twoVolumes = listing().full(MONDAY, volumes(1)).file(PREFIX + ".vol1.difftar.gz");
    var twoManifests = listing().full(MONDAY, volumes(1)).file(PREFIX + ".manifest");

    assertThat(onlySet(twoVolumes).isWhole()).isFalse();
    assertThat(onlySet(twoManifests).isWhole()).isFalse();
    assertThat(twoVolumes.catalog().defects())
        .containsExactly(new Defect.Ambiguous(fullSet(MONDAY), PREFIX + ".vol1.difftar.gz"));
    assertThat(twoManifests.catalog().defects())
        .containsExactly(new Defect.Ambiguous(fullSet(MONDAY), PREFIX + ".manifest"));
  }

  @Test
  void signatures_under_two_names_are_reported_but_do_not_hinder_a_restore() {
    String other = "duplicity-full-signatures." + MONDAY + ".sigtar.gz";
    var listing = listing().full(MONDAY, volumes(1)).file(other);

    assertThat(onlySet(listing).isWhole()).isTrue();
    assertThat(listing.catalog().defects())
        .containsExactly(new Defect.Ambiguous(fullSet(MONDAY), other));
  }

  @Test
  void a_file_that_a_listing_shows_twice_is_one_file() {
    var listing = listing().full(MONDAY, volumes(1, 2)).full(MONDAY, volumes(1, 2));

    assertThat(listing.catalog().defects()).isEmpty();
    assertThat(onlySet(listing).isWhole()).isTrue();
  }

  @Test
  void a_set_is_encrypted_as_its_volumes_are() {
    String manifest = PREFIX + ".manifest";

    assertThat(onlySet(listing().full(MONDAY, volumes(1))).isEncrypted()).isTrue();
    assertThat(onlySet(listing().file(manifest).file(PREFIX + ".vol1.difftar.gz")).isEncrypted())
        .isFalse();
    assertThat(onlySet(listing().file(manifest).file(PREFIX + ".vol1.difftar.gpg")).isEncrypted())
        .isTrue();
    assertThat(onlySet(listing().file(manifest + ".gpg")).isEncrypted()).isTrue();
  }

  @Test
  void a_set_was_written_when_its_last_file_was() {
    var builder = new Catalog.Builder(NamingScheme.standard());
    var late = Instant.parse("2026-03-01T00:00:00Z");
    builder.add(new StoredFile(PREFIX + ".vol1.difftar", 1, late));
    builder.add(new StoredFile(PREFIX + ".manifest", 2, late.minusSeconds(1)));

    var set = builder.build().chains().getFirst().full();
    assertThat(set.lastModified()).isEqualTo(late);
    assertThat(set.sizeBytes()).isEqualTo(3);
  }

  @Test
  void every_defect_is_a_sentence_for_people() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1, 2, 5, 9))
            .withoutSignatures()
            .file(PREFIX + ".vol1.difftar.\u001b[2J")
            .incremental(TUESDAY, volumes(1))
            .withoutManifest()
            .incremental("20260107T020000Z", volumes(1))
            .incrementalFrom(MONDAY, "20260108T020000Z", volumes(1))
            .incrementalFrom(MONDAY, "20260109T020000Z", volumes(1))
            .catalog();

    assertThat(catalog.defects())
        .map(Defect::toString)
        .containsExactly(
            "the full 20260105T020000Z has the same part twice: duplicity-full.20260105T020000Z"
                + ".vol1.difftar.?[2J",
            "the full 20260105T020000Z lacks volume 3 to 4, 6 to 8",
            "the full 20260105T020000Z has no signatures: it can be restored, but not listed or"
                + " continued",
            "the increment 20260105T020000Z to 20260106T020000Z has no manifest (1 volume, and its"
                + " signatures are there): it was interrupted, or its manifest was lost",
            "the increment 20260106T020000Z to 20260107T020000Z cannot be restored: there is no"
                + " backup of 20260106T020000Z that it could build on",
            "the increment 20260105T020000Z to 20260108T020000Z was superseded by a later increment"
                + " from the same point");
  }
}
