package dev.keepwatch.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Whether a Node that the CDK can run in is on the path.
final class NodeCondition implements ExecutionCondition {
  private static final int OLDEST = 20;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String lack = verdict(versionText());
    if (lack.isEmpty()) {
      return ConditionEvaluationResult.enabled("node is there");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(lack + ", and in continuous integration it must be there");
    }
    return ConditionEvaluationResult.disabled(lack);
  }

  /// What is wrong with the Node that printed this version, empty if nothing.
  static String verdict(String printed) {
    Matcher version = VERSION.matcher(printed);
    if (!version.matches()) {
      return "program node (20 or newer) is not on the path";
    }
    return Integer.parseInt(version.group(1)) < OLDEST
        ? "program node is too old (" + printed.strip() + "), 20 is needed"
        : "";
  }

  private static String versionText() {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      return new String(node.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
