package dev.keepwatch.agent.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One statement of a policy.
///
/// @param sid its name; empty where it has none
/// @param deny whether it forbids; else it allows
/// @param principals whom it is about; nothing in a policy that is attached to them
/// @param actions which are meant
/// @param otherActions whether all but those are (`NotAction`), also those that nobody knows yet
/// @param resources what it is about; nothing in a role's policy of trust
record Statement(
    String sid,
    boolean deny,
    Optional<List<String>> principals,
    List<Wildcard> actions,
    boolean otherActions,
    List<Wildcard> resources,
    List<Condition> conditions) {

  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Resource", "Condition");

  Statement {
    principals = principals.map(List::copyOf);
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
  }

  static Statement parse(Map<String, Object> text) {
    for (String element : text.keySet()) {
      if (!ELEMENTS.contains(element)) {
        throw new UnknownToGateException("the element " + element + " of a statement");
      }
    }
    boolean deny = isDenial(String.valueOf(required(text, "Effect")));
    boolean otherActions = text.containsKey("NotAction");
    if (otherActions && (!deny || text.containsKey("Action"))) {
      throw new UnknownToGateException("what to make of NotAction in " + text);
    }
    var actions =
        PolicyText.words(required(text, otherActions ? "NotAction" : "Action")).stream()
            .map(Wildcard::new)
            .toList();
    actions.forEach(KnownActions::require);
    return new Statement(
        String.valueOf(text.getOrDefault("Sid", "")),
        deny,
        Optional.ofNullable(text.get("Principal")).map(Statement::principals),
        actions,
        otherActions,
        PolicyText.words(text.getOrDefault("Resource", List.of())).stream()
            .map(Wildcard::new)
            .toList(),
        Condition.parse(PolicyText.map(text.getOrDefault("Condition", Map.of()))));
  }

  private static Object required(Map<String, Object> text, String element) {
    return Optional.ofNullable(text.get(element))
        .orElseThrow(() -> new UnknownToGateException("statements without " + element));
  }

  private static boolean isDenial(String effect) {
    return switch (effect) {
      case "Allow" -> false;
      case "Deny" -> true;
      default -> throw new UnknownToGateException("the effect " + effect);
    };
  }

  private static List<String> principals(Object principal) {
    if (principal.equals("*")) {
      return List.of("*");
    }
    var kinds = PolicyText.map(principal);
    if (!kinds.keySet().equals(Set.of("AWS"))) {
      throw new UnknownToGateException("principals that are " + kinds.keySet());
    }
    return kinds.values().stream().flatMap(value -> PolicyText.words(value).stream()).toList();
  }

  boolean speaksOf(Caller caller, Question question) {
    return principals.map(named -> named.stream().anyMatch(caller::isMeantBy)).orElse(true)
        && means(question.action())
        && (resources.isEmpty()
            || resources.stream().anyMatch(resource -> resource.matches(question.resource())))
        && conditions.stream()
            .allMatch(condition -> condition.holds(caller.addTo(question.facts())));
  }

  private boolean means(String asked) {
    return otherActions != actions.stream().anyMatch(action -> action.matchesIgnoringCase(asked));
  }
}
