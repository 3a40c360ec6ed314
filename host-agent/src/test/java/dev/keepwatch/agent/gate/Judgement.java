package dev.keepwatch.agent.gate;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Decides as AWS does within one account: what one statement forbids is forbidden; else one that
/// allows is enough, in the caller's policy or in the resource's; else no.
///
/// To become a role takes both: the role must trust the caller's account, and the caller's own
/// policy must allow it.
final class Judgement {

  /// What AWS lets every signed caller do, even if a policy forbids it.
  private static final Set<String> FREE = Set.of("sts:GetCallerIdentity", "sts:GetSessionToken");

  private Judgement() {}

  /// @param ofResource the policy of the bucket, or the role's policy of trust
  static Verdict of(Caller caller, Policy ofResource, Question question) {
    if (FREE.contains(question.action())) {
      return caller.arn().isPresent() ? Verdict.ALLOWED : Verdict.NOT_ALLOWED;
    }
    var own = speaking(caller.policy(), caller, question);
    var its = speaking(ofResource, caller, question);
    if (Stream.concat(own.stream(), its.stream()).anyMatch(Statement::deny)) {
      return Verdict.FORBIDDEN;
    }
    boolean allowed =
        question.action().equals("sts:AssumeRole")
            ? !own.isEmpty() && !its.isEmpty()
            : !own.isEmpty() || !its.isEmpty();
    return allowed ? Verdict.ALLOWED : Verdict.NOT_ALLOWED;
  }

  private static List<Statement> speaking(Policy policy, Caller caller, Question question) {
    return policy.statements().stream()
        .filter(statement -> statement.speaksOf(caller, question))
        .toList();
  }
}
