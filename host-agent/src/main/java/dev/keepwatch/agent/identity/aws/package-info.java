/// The account itself: IAM for keys, STS to try them, CloudFormation for what a stack tells.
///
/// Of CloudFormation there is one question only, which [SignedQuery] asks: its client is not among
/// the libraries of the version that we use.
///
/// [AwsAccount] makes the clients, with the operator's own credentials; [AwsRefusal] turns what the
/// SDK throws into a reason for programs and words for people.
@NullMarked
package dev.keepwatch.agent.identity.aws;

import org.jspecify.annotations.NullMarked;
