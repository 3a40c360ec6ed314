package dev.keepwatch.agent.gate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What is true of a request, under the names by which conditions ask: each name with its values,
/// none where the request does not have it.
record Facts(Map<String, List<String>> values) {

  static final String EXISTING_TAG = "s3:ExistingObjectTag/";
  static final String REQUEST_TAG = "s3:RequestObjectTag/";
  static final Facts NONE = new Facts(Map.of());

  /// All that the gate finds out. A condition about anything else cannot be judged.
  private static final Set<String> KNOWN =
      Set.of(
          "aws:multifactorauthpresent",
          "aws:principalarn",
          "aws:resourceaccount",
          "aws:securetransport",
          "s3:authtype",
          "s3:if-none-match",
          "s3:objectcreationoperation",
          "s3:requestobjecttagkeys",
          "s3:tlsversion");

  Facts {
    values = Map.copyOf(values);
    values.keySet().forEach(Facts::requireKnown);
  }

  static void requireKnown(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean tag =
        lower.startsWith(EXISTING_TAG.toLowerCase(Locale.ROOT))
            || lower.startsWith(REQUEST_TAG.toLowerCase(Locale.ROOT));
    if (!tag && !KNOWN.contains(lower)) {
      throw new UnknownToGateException("the condition key " + name);
    }
  }

  /// @return its values; none if the request has no such thing
  List<String> of(String name) {
    requireKnown(name);
    return values.entrySet().stream()
        .filter(fact -> fact.getKey().equalsIgnoreCase(name))
        .flatMap(fact -> fact.getValue().stream())
        .toList();
  }

  Facts with(String name, List<String> itsValues) {
    var more = new HashMap<>(values);
    more.put(name, List.copyOf(itsValues));
    return new Facts(more);
  }

  Facts with(String name, String value) {
    return with(name, List.of(value));
  }

  /// The tags that a request brings along.
  Facts withRequestTags(Map<String, String> tags) {
    var facts = with("s3:RequestObjectTagKeys", List.copyOf(tags.keySet()));
    for (var tag : tags.entrySet()) {
      facts = facts.with(REQUEST_TAG + tag.getKey(), tag.getValue());
    }
    return facts;
  }

  /// The tags that the object has already.
  Facts withExistingTags(Map<String, String> tags) {
    var facts = this;
    for (var tag : tags.entrySet()) {
      facts = facts.with(EXISTING_TAG + tag.getKey(), tag.getValue());
    }
    return facts;
  }
}
