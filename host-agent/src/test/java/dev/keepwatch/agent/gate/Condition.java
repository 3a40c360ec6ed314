package dev.keepwatch.agent.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One line of a statement's conditions: what must be true of a fact.
///
/// @param forAll whether each value of the fact must be among those named (`ForAllValues:`); a fact
///   without values then fits
/// @param values of which one must fit
record Condition(boolean forAll, Operator operator, String key, List<String> values) {

  private static final String FOR_ALL = "ForAllValues:";

  enum Operator {
    ARN_EQUALS("ArnEquals"),
    ARN_LIKE("ArnLike"),
    BOOL("Bool"),
    NULL("Null"),
    NUMERIC_LESS_THAN("NumericLessThan"),
    STRING_EQUALS("StringEquals");

    private final String word;

    Operator(String word) {
      this.word = word;
    }

    static Operator of(String word) {
      for (var operator : values()) {
        if (operator.word.equals(word)) {
          return operator;
        }
      }
      throw new UnknownToGateException("the condition operator " + word);
    }
  }

  Condition {
    values = List.copyOf(values);
    Facts.requireKnown(key);
  }

  /// @param conditions operators, keys and values, as a policy has them
  static List<Condition> parse(Map<String, Object> conditions) {
    var parsed = new ArrayList<Condition>();
    conditions.forEach((word, keys) -> {
      boolean forAll = word.startsWith(FOR_ALL);
      var operator = Operator.of(forAll ? word.substring(FOR_ALL.length()) : word);
      PolicyText.map(keys)
          .forEach((key, values) ->
              parsed.add(new Condition(forAll, operator, key, PolicyText.words(values))));
    });
    return List.copyOf(parsed);
  }

  boolean holds(Facts facts) {
    List<String> found = facts.of(key);
    if (operator == Operator.NULL) {
      return values.contains(String.valueOf(found.isEmpty()));
    }
    if (forAll) {
      return found.stream().allMatch(this::fits);
    }
    if (found.size() > 1) {
      throw new UnknownToGateException("how " + key + " with several values fits " + operator);
    }
    return found.stream().anyMatch(this::fits);
  }

  private boolean fits(String fact) {
    return values.stream().anyMatch(value -> fits(fact, value));
  }

  private boolean fits(String fact, String value) {
    return switch (operator) {
      // The same, says Amazon.
      case ARN_EQUALS, ARN_LIKE -> new Wildcard(value).matches(fact);
      case BOOL -> value.equalsIgnoreCase(fact);
      case NUMERIC_LESS_THAN -> new BigDecimal(fact).compareTo(new BigDecimal(value)) < 0;
      case STRING_EQUALS -> value.equals(fact);
      case NULL -> throw new AssertionError("decided before");
    };
  }
}
