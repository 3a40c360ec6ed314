package dev.keepwatch.agent.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request to IAM or STS asks for: they name their action themselves.
final class QueryQuestions {

  private QueryQuestions() {}

  static List<Question> of(GateRequest request) {
    var form = GateRequest.form(request.text());
    String action = request.service() + ":" + form.getOrDefault("Action", "");
    return List.of(new Question(action, resource(form), facts(request, form)));
  }

  private static String resource(Map<String, String> form) {
    return Optional.ofNullable(form.get("RoleArn"))
        .orElseGet(
            () -> "arn:aws:iam::123456789012:user/" + form.getOrDefault("UserName", "somebody"));
  }

  /// Whoever hands over a code of a second factor has shown that he has it; where there is none
  /// nothing is known of it, which is not the same as `false`.
  private static Facts facts(GateRequest request, Map<String, String> form) {
    String secure = String.valueOf(request.transport() == Transport.SECURE);
    var facts = Facts.NONE.with("aws:SecureTransport", secure);
    return form.containsKey("SerialNumber") && form.containsKey("TokenCode")
        ? facts.with("aws:MultiFactorAuthPresent", "true")
        : facts;
  }
}
