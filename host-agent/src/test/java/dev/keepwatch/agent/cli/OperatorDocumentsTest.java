package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.AccessKeysDocument;
import dev.keepwatch.agent.cli.document.UndeleteDocument;
import dev.keepwatch.agent.identity.IssuedKey;
import dev.keepwatch.agent.storage.DeleteMarker;
import dev.keepwatch.agent.undelete.UndeletePlan;
import dev.keepwatch.agent.undelete.UndeleteResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What operators' commands write with `--json`, and that docs/JSON.md shows it as it is.
class OperatorDocumentsTest {

  @Test
  void the_keys_of_a_user_are_one_document() throws Exception {
    var key = new IssuedKey("AKIAIOSFODNN7EXAMPLE", true, Shell.T0);

    var document = new AccessKeysDocument("keepwatch-web01", List.of(key), Shell.T0);

    JsonDocumentsTest.assertShown("access-keys", document.toString());
  }

  @Test
  void what_comes_back_is_one_document() throws Exception {
    var file = new UndeletePlan.Return("a", List.of(new DeleteMarker("a", "m", Shell.T0)));
    var plan = new UndeletePlan(List.of(file), List.of(), List.of(), List.of());

    var document = new UndeleteDocument(new UndeleteResult(plan, true, 1), "s3://b/f", true);

    JsonDocumentsTest.assertShown("undelete", document.toString());
  }
}
