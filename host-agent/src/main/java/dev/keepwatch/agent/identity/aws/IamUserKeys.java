package dev.keepwatch.agent.identity.aws;

import dev.keepwatch.agent.identity.AccessKey;
import dev.keepwatch.agent.identity.IdentityException;
import dev.keepwatch.agent.identity.IdentityException.Reason;
import dev.keepwatch.agent.identity.IssuedKey;
import dev.keepwatch.agent.identity.LastUse;
import dev.keepwatch.agent.identity.UserKeys;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sts.StsClient;

/// A user's keys at IAM, tried at STS: who am I is a question that needs no right.
final class IamUserKeys implements UserKeys {

  private final String user;
  private final IamClient iam;
  private final Function<AwsCredentialsProvider, StsClient> sts;

  /// @param sts a client for requests that are signed by a key
  IamUserKeys(String user, IamClient iam, Function<AwsCredentialsProvider, StsClient> sts) {
    this.user = user;
    this.iam = iam;
    this.sts = sts;
  }

  @Override
  public String user() {
    return user;
  }

  @Override
  public List<IssuedKey> list() throws IdentityException {
    try {
      return iam.listAccessKeys(request -> request.userName(user)).accessKeyMetadata().stream()
          .map(key ->
              new IssuedKey(key.accessKeyId(), key.status() == StatusType.ACTIVE, key.createDate()))
          .toList();
    } catch (SdkException e) {
      throw failure(e, "cannot list the keys of " + user, "iam:ListAccessKeys");
    }
  }

  @Override
  public AccessKey create() throws IdentityException {
    try {
      var key = iam.createAccessKey(request -> request.userName(user)).accessKey();
      return new AccessKey(key.accessKeyId(), key.secretAccessKey());
    } catch (LimitExceededException e) {
      throw new IdentityException(
          Reason.REFUSED,
          "%s has two keys already, and no user can have more. keys aws list shows them; take one away that nobody uses with keys aws revoke --access-key ID."
              .formatted(user),
          e);
    } catch (SdkException e) {
      throw failure(e, "cannot make a key for " + user, "iam:CreateAccessKey");
    }
  }

  @Override
  public void setActive(String id, boolean active) throws IdentityException {
    var status = active ? StatusType.ACTIVE : StatusType.INACTIVE;
    try {
      iam.updateAccessKey(request -> request.userName(user).accessKeyId(id).status(status));
    } catch (SdkException e) {
      throw failure(
          e,
          "cannot %s the key %s of %s".formatted(active ? "activate" : "deactivate", id, user),
          "iam:UpdateAccessKey");
    }
  }

  @Override
  public void delete(String id) throws IdentityException {
    try {
      iam.deleteAccessKey(request -> request.userName(user).accessKeyId(id));
    } catch (NoSuchEntityException e) {
      // What was wanted is true.
    } catch (SdkException e) {
      throw failure(e, "cannot delete the key %s of %s".formatted(id, user), "iam:DeleteAccessKey");
    }
  }

  @Override
  public Optional<LastUse> lastUse(String id) throws IdentityException {
    try {
      var use = iam.getAccessKeyLastUsed(request -> request.accessKeyId(id)).accessKeyLastUsed();
      return use == null || use.lastUsedDate() == null || use.serviceName() == null
          ? Optional.empty()
          : Optional.of(new LastUse(use.lastUsedDate(), use.serviceName()));
    } catch (SdkException e) {
      throw failure(
          e, "cannot see when the key %s was used".formatted(id), "iam:GetAccessKeyLastUsed");
    }
  }

  @Override
  public boolean accepts(AccessKey key) throws IdentityException {
    var credentials = AwsBasicCredentials.create(key.id(), key.secret());
    try (var client = sts.apply(StaticCredentialsProvider.create(credentials))) {
      return String.valueOf(client.getCallerIdentity().arn()).endsWith("/" + user);
    } catch (SdkException e) {
      var refusal = new AwsRefusal(e);
      if (refusal.isAboutKey()) {
        return false;
      }
      throw refusal.about(
          "cannot try the key %s of %s".formatted(key.id(), user), "sts:GetCallerIdentity");
    }
  }

  private IdentityException failure(SdkException e, String tried, String right) {
    return e instanceof NoSuchEntityException
        ? new IdentityException(
            Reason.ABSENT,
            "%s: there is no such user, or not with that key. Deploy the stack of the host (npx cdk deploy), or name another user with --user; AWS_PROFILE says whose account it is."
                .formatted(tried),
            e)
        : new AwsRefusal(e).about(tried, right + " on arn:aws:iam::*:user/" + user);
  }

  @Override
  public void close() {
    iam.close();
  }
}
