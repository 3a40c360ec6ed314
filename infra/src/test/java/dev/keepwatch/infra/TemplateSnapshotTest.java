package dev.keepwatch.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// The templates of the sample fleet, as a whole, so that a review shows what a change does to an
/// account.
///
/// After a wanted change: `./mvnw -pl infra -am test -Dkeepwatch.snapshots=update`, look at the
/// difference, commit it.
@NeedsNode
class TemplateSnapshotTest {
  private static final Synthesis SAMPLE = Synthesis.of(Synthesis.sample());

  @ParameterizedTest
  @ValueSource(strings = {"keepwatch-monitor", "keepwatch-web01", "keepwatch-db01"})
  void the_template_is_the_one_that_was_reviewed(String stack) throws IOException {
    Path snapshot = Path.of("src/test/resources/templates", stack + ".yaml");
    String template = text(SAMPLE.template(stack));
    if ("update".equals(System.getProperty("keepwatch.snapshots"))) {
      Files.writeString(snapshot, template);
      fail(
          "wrote %s; look at the difference, then run again without -Dkeepwatch.snapshots",
          snapshot);
    }

    assertThat(template).isEqualTo(Files.readString(snapshot));
  }

  private static String text(Object template) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(120)
            .build();
    return new Dump(settings).dumpToString(template);
  }
}
