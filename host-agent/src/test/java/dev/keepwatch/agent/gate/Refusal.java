package dev.keepwatch.agent.gate;

/// What a refused request is told, in the words of the real services.
///
/// @param status of HTTP
record Refusal(int status, String code, String message) {

  static Refusal of(Decision decision) {
    String why =
        decision.verdict() == Verdict.FORBIDDEN
            ? "with an explicit deny in a resource-based policy"
            : "because no identity-based policy allows the %s action".formatted(decision.action());
    return new Refusal(
        403,
        "AccessDenied",
        "User: %s is not authorized to perform: %s on resource: &quot;%s&quot; %s"
            .formatted(decision.who(), decision.action(), decision.resource(), why));
  }

  static Refusal unknownKey() {
    return new Refusal(
        403,
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.");
  }

  /// Neither retried nor taken for anything that a server may say.
  static Refusal unknownToGate(UnknownToGateException e) {
    return new Refusal(418, "UnknownToGate", String.valueOf(e.getMessage()));
  }

  String xml(String service) {
    String error = "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message);
    return service.equals("s3") ? error : "<ErrorResponse>" + error + "</ErrorResponse>";
  }
}
