package dev.keepwatch.agent.cli.document;

import dev.keepwatch.format.json.JsonObject;
import dev.keepwatch.format.naming.SetId;

/// How every document begins.
public final class Document {

  /// The number of the form that all documents have.
  public static final int SCHEMA = 1;

  private Document() {}

  /// An empty document.
  ///
  /// @param kind what it tells of, in a word
  public static JsonObject of(String kind) {
    return new JsonObject().put("schema", SCHEMA).put("kind", kind);
  }

  /// Which set, for a document that speaks of sets.
  public static JsonObject set(SetId set) {
    return switch (set) {
      case SetId.Full(var time) -> new JsonObject().put("type", "full").put("time", time.instant());
      case SetId.Incremental(var from, var time) ->
          new JsonObject()
              .put("type", "incremental")
              .put("time", time.instant())
              .put("from", from.instant());
    };
  }
}
