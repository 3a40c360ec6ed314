package dev.keepwatch.agent.gate;

import java.util.List;
import java.util.Set;

/// A policy as it was synthesised. What the gate cannot judge in it is refused when it is read.
record Policy(List<Statement> statements) {

  static final Policy NONE = new Policy(List.of());

  private static final Set<String> ELEMENTS = Set.of("Version", "Statement");

  Policy {
    statements = List.copyOf(statements);
  }

  static Policy parse(String json) {
    var text = PolicyText.parse(json);
    if (!text.keySet().equals(ELEMENTS)
        || !String.valueOf(text.get("Version")).equals("2012-10-17")) {
      throw new UnknownToGateException(
          "a policy with " + text.keySet() + " of version " + text.get("Version"));
    }
    var statements = text.getOrDefault("Statement", List.of());
    return new Policy(PolicyText.maps(statements).stream().map(Statement::parse).toList());
  }
}
