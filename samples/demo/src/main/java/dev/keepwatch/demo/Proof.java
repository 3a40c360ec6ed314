package dev.keepwatch.demo;

import dev.keepwatch.demo.TreeComparison.LinkTimes;
import java.io.IOException;
import java.nio.file.Path;

/// That what came back is what was there: each comparison is told, and one that fails breaks it.
final class Proof {

  private static final int MOST_DIFFERENCES = 5;

  private final Page page;
  private boolean holds = true;

  Proof(Page page) {
    this.page = page;
  }

  boolean holds() {
    return holds;
  }

  void compare(String what, Path expected, Path restored, LinkTimes linkTimes) throws IOException {
    var result = TreeComparison.of(expected, restored, linkTimes);
    var compared =
        "%s: %s compared, %s"
            .formatted(
                what,
                Amount.count(result.entries(), "entry", "entries"),
                Amount.bytes(result.bytes()));
    if (result.identical()) {
      page.success(compared + ": identical");
      return;
    }
    holds = false;
    page.failure(compared + ": NOT identical");
    result.differences().stream().limit(MOST_DIFFERENCES).forEach(page::failure);
    int more = result.differences().size() - MOST_DIFFERENCES;
    if (more > 0) {
      page.failure("and " + Amount.count(more, "more difference", "more differences"));
    }
  }
}
