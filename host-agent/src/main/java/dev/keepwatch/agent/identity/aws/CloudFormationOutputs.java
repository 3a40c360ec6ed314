package dev.keepwatch.agent.identity.aws;

import dev.keepwatch.agent.identity.IdentityException;
import dev.keepwatch.agent.identity.IdentityException.Reason;
import dev.keepwatch.agent.identity.StackOutputs;
import java.util.Map;

/// The outputs of stacks at CloudFormation.
final class CloudFormationOutputs implements StackOutputs {

  private static final String VERSION = "2010-05-15";

  private final SignedQuery query;
  private final String region;

  CloudFormationOutputs(SignedQuery query, String region) {
    this.query = query;
    this.region = region;
  }

  @Override
  public Map<String, String> of(String stack) throws IdentityException {
    String tried = "cannot read the outputs of the stack " + stack;
    var answer =
        query.ask(
            tried, Map.of("Action", "DescribeStacks", "Version", VERSION, "StackName", stack));
    if (answer.status() == 200) {
      return new StacksXml(answer.body()).outputs(tried);
    }
    var xml = new StacksXml(answer.body());
    String message = xml.first("Message").orElse("");
    if (message.contains("does not exist")) {
      throw absent(stack);
    }
    throw AwsRefusal.of(answer.status(), xml.first("Code").orElse(""), message)
        .about(tried, "cloudformation:DescribeStacks");
  }

  private IdentityException absent(String stack) {
    return new IdentityException(
        Reason.ABSENT,
        "there is no stack %s in %s. Deploy it (npx cdk deploy %s), or name its region with AWS_REGION and its account with AWS_PROFILE."
            .formatted(stack, region, stack));
  }

  @Override
  public void close() {
    query.close();
  }
}
