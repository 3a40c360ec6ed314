package dev.keepwatch.agent.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One line of a statement's conditions: what must be true of a fact.
///
/// @param quantity which of the fact's values it asks
/// @param ifExists whether it holds also where the request has no such thing (`…IfExists`)
/// @param values of which one must fit; of an operator that negates, none
record Condition(
    Quantity quantity, Operator operator, boolean ifExists, String key, List<String> values) {

  private static final String IF_EXISTS = "IfExists";

  /// How many of a fact's values must fit.
  enum Quantity {
    THE_ONE(""),
    /// None is all of them.
    ALL("ForAllValues:"),
    /// None is not any.
    ANY("ForAnyValue:");

    private final String prefix;

    Quantity(String prefix) {
      this.prefix = prefix;
    }

    static Quantity of(String word) {
      return word.startsWith(ALL.prefix) ? ALL : word.startsWith(ANY.prefix) ? ANY : THE_ONE;
    }
  }

  enum Operator {
    ARN_EQUALS("ArnEquals"),
    ARN_LIKE("ArnLike"),
    BOOL("Bool"),
    NULL("Null"),
    NUMERIC_LESS_THAN("NumericLessThan"),
    STRING_EQUALS("StringEquals"),
    STRING_NOT_EQUALS("StringNotEquals");

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
    if (ifExists && (operator == Operator.NULL || quantity != Quantity.THE_ONE)) {
      throw new UnknownToGateException("IfExists with " + quantity + " and " + operator);
    }
    Facts.requireKnown(key);
  }

  /// @param conditions operators, keys and values, as a policy has them
  static List<Condition> parse(Map<String, Object> conditions) {
    var parsed = new ArrayList<Condition>();
    conditions.forEach((word, keys) -> {
      var quantity = Quantity.of(word);
      boolean ifExists = word.endsWith(IF_EXISTS);
      String bare = word.substring(quantity.prefix.length());
      var operator =
          Operator.of(ifExists ? bare.substring(0, bare.length() - IF_EXISTS.length()) : bare);
      PolicyText.map(keys)
          .forEach((key, values) ->
              parsed.add(
                  new Condition(quantity, operator, ifExists, key, PolicyText.words(values))));
    });
    return List.copyOf(parsed);
  }

  boolean holds(Facts facts) {
    List<String> found = facts.of(key);
    if (operator == Operator.NULL) {
      return values.contains(String.valueOf(found.isEmpty()));
    }
    if (quantity == Quantity.THE_ONE && found.size() > 1) {
      throw new UnknownToGateException("how " + key + " with several values fits " + operator);
    }
    return switch (quantity) {
      case ALL -> found.stream().allMatch(this::fits);
      case ANY -> found.stream().anyMatch(this::fits);
      case THE_ONE -> found.isEmpty() ? holdsOfNothing() : fits(found.getFirst());
    };
  }

  /// What is not there equals nothing, so what asks for something else has found it.
  private boolean holdsOfNothing() {
    return ifExists || operator == Operator.STRING_NOT_EQUALS;
  }

  private boolean fits(String fact) {
    return operator == Operator.STRING_NOT_EQUALS
        ? !values.contains(fact)
        : values.stream().anyMatch(value -> fits(fact, value));
  }

  private boolean fits(String fact, String value) {
    return switch (operator) {
      // The same, says Amazon.
      case ARN_EQUALS, ARN_LIKE -> new Wildcard(value).matches(fact);
      case BOOL -> value.equalsIgnoreCase(fact);
      case NUMERIC_LESS_THAN -> new BigDecimal(fact).compareTo(new BigDecimal(value)) < 0;
      case STRING_EQUALS -> value.equals(fact);
      case NULL, STRING_NOT_EQUALS -> throw new AssertionError("decided before");
    };
  }
}
