package dev.keepwatch.agent.cli;

import java.util.Optional;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// What is wrong with the value of an option, in our words.
///
/// @param refused what picocli found
record OptionComplaint(ParameterException refused) {

  String sentence() {
    String message = String.valueOf(refused.getMessage());
    return option().map(option -> about(option, message)).orElse(message);
  }

  private Optional<OptionSpec> option() {
    ArgSpec concerned =
        refused instanceof MissingParameterException missing && !missing.getMissing().isEmpty()
            ? missing.getMissing().getFirst()
            : refused.getArgSpec();
    return concerned instanceof OptionSpec option ? Optional.of(option) : Optional.empty();
  }

  private String about(OptionSpec option, String message) {
    String name = option.longestName();
    if (refused instanceof MissingParameterException) {
      int count = option.arity().min();
      String values = count == 1 ? "a value" : count + " values";
      return name + " needs " + values + ": " + name + (" " + option.paramLabel()).repeat(count);
    }
    if (isNumber(option)) {
      return name + " is a whole number, not '" + refused.getValue() + "'";
    }
    return refused.getCause() instanceof TypeConversionException own
        ? name + ": " + own.getMessage()
        : message;
  }

  private static boolean isNumber(OptionSpec option) {
    return option.type() == int.class
        || option.typeInfo().getAuxiliaryTypeInfos().stream()
            .anyMatch(type -> Number.class.isAssignableFrom(type.getType()));
  }
}
