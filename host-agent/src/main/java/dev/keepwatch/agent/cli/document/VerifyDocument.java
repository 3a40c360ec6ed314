package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.verify.Difference;
import dev.keepwatch.agent.verify.VerifyResult;
import dev.keepwatch.format.json.JsonObject;
import java.util.List;

/// A verification.
///
/// @param result how it ended
/// @param archive what was proved
/// @param source what it was compared with, as text
/// @param found the first differences
/// @param damages what is damaged, in sentences; the first of them
public record VerifyDocument(
    VerifyResult result,
    String archive,
    String source,
    List<Difference> found,
    List<String> damages) {

  /// How many differences and damages are named; all are counted.
  public static final int MOST = 1000;

  public VerifyDocument {
    found = List.copyOf(found);
    damages = List.copyOf(damages);
  }

  @Override
  public String toString() {
    return Document.of("verify")
        .put("archive", archive)
        .put("source", source)
        .put("stateOf", result.stateOf().instant())
        .put("well", result.isWell())
        .put("compared", result.compared())
        .put("differences", result.differences())
        .put("unreadable", result.unreadable())
        .put("damages", result.damages())
        .put("complete", result.complete())
        .list("different", found, VerifyDocument::difference)
        .texts("damaged", damages)
        .toString();
  }

  private static JsonObject difference(Difference difference) {
    byte[] path = difference.path().isRoot() ? new byte[] {'.'} : difference.path().bytes();
    return new JsonObject().bytes("path", path).put("in", word(difference));
  }

  private static String word(Difference difference) {
    return switch (difference) {
      case Difference.Missing missing -> "missing";
      case Difference.New added -> "new";
      case Difference.Type type -> "type";
      case Difference.Permissions permissions -> "permissions";
      case Difference.Time time -> "time";
      case Difference.Link link -> "link";
      case Difference.Device device -> "device";
      case Difference.Details details -> "details";
      case Difference.Data data -> "data";
    };
  }
}
