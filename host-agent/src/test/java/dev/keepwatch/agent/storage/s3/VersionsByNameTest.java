package dev.keepwatch.agent.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.DeleteMarker;
import dev.keepwatch.agent.storage.VersionedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

class VersionsByNameTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final List<VersionedFile> found = new ArrayList<>();
  private final VersionsByName names = new VersionsByName("home/", found::add);

  private static ObjectVersion version(String key, String id, int hour) {
    return ObjectVersion.builder()
        .key("home/" + key)
        .versionId(id)
        .lastModified(T0.plusSeconds(hour * 3600L))
        .build();
  }

  private static DeleteMarkerEntry marker(String key, int hour) {
    return DeleteMarkerEntry.builder()
        .key("home/" + key)
        .versionId("m" + hour)
        .lastModified(T0.plusSeconds(hour * 3600L))
        .build();
  }

  private static DeleteMarker found(String key, int hour) {
    return new DeleteMarker(key, "m" + hour, T0.plusSeconds(hour * 3600L));
  }

  private void page(List<ObjectVersion> versions, List<DeleteMarkerEntry> markers) {
    names.add(
        ListObjectVersionsResponse.builder().versions(versions).deleteMarkers(markers).build());
  }

  @Test
  void a_name_whose_versions_lie_on_two_pages_is_one() {
    page(List.of(version("a", "v1", 1)), List.of(marker("a", 2), marker("b", 9)));
    assertThat(found).hasSize(1);
    page(List.of(version("b", "v2", 3)), List.of(marker("b", 7)));
    names.end();

    assertThat(found)
        .containsExactly(
            new VersionedFile("a", List.of(found("a", 2)), List.of(T0.plusSeconds(3600))),
            new VersionedFile(
                "b", List.of(found("b", 9), found("b", 7)), List.of(T0.plusSeconds(3 * 3600))));
  }

  @Test
  void what_is_there_once_and_what_lies_deeper_is_of_no_note() {
    page(
        List.of(version("a", "v1", 1), version("c/d", "v1", 1), version("c/d", "v2", 2)),
        List.of(marker("", 1)));
    names.end();

    assertThat(found).isEmpty();
    assertThat(names.sawVersions()).isTrue();
  }

  @Test
  void a_bucket_without_versions_is_noticed() {
    page(List.of(version("a", "null", 1)), List.of());
    names.end();

    assertThat(names.sawVersions()).isFalse();
  }
}
