package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Host;
import dev.keepwatch.infra.fleet.HostMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.StarPrincipal;
import software.amazon.awscdk.services.s3.IBucket;

/// What the bucket itself refuses to its host, whatever rights the host may be given one day:
/// everything but what [HostPermissions] allow, and some of that under conditions.
///
/// The host is recognised by `aws:PrincipalArn` and not as the statement's principal: S3 stores a
/// principal by its inner number, refuses one that has been created a moment ago, and forgets it
/// when the user is made anew.
final class HistoryGuard {
  private final IBucket bucket;
  private final Map<String, Object> isHost;

  /// @param hostArns patterns of which the host's ARN fits one
  HistoryGuard(IBucket bucket, List<String> hostArns) {
    this.bucket = bucket;
    this.isHost = Map.of("ArnLike", Map.of("aws:PrincipalArn", hostArns));
  }

  /// @param needed all actions that the host may ask for
  void protect(Host host, List<String> needed) {
    List<PolicyStatement> denials = new ArrayList<>();
    denials.add(allElse(needed));
    // Plain duplicity puts without If-None-Match; in the other mode old versions are the only net.
    if (host.mode() == HostMode.APPEND_ONLY) {
      denials.addAll(AppendOnly.denials(bucket));
    }
    denials.add(puttingUnsigned());
    denials.addAll(new TagGuard(bucket).denials());
    if (!host.restores()) {
      denials.add(readingVolumes());
    }
    denials.forEach(denial -> {
      denial.addPrincipals(new StarPrincipal());
      denial.addConditions(isHost);
      bucket.addToResourcePolicy(denial);
    });
  }

  /// Whatever S3 can do, today or one day, that this host does not need.
  private PolicyStatement allElse(List<String> needed) {
    return PolicyStatement.Builder.create()
        .sid("HostDoesNothingElse")
        .effect(Effect.DENY)
        .notActions(needed)
        .resources(List.of(bucket.getBucketArn(), bucket.arnForObjects("*")))
        .build();
  }

  /// A form for browsers or a signed address would let somebody else put.
  private PolicyStatement puttingUnsigned() {
    return PolicyStatement.Builder.create()
        .sid("HostSignsEachPut")
        .effect(Effect.DENY)
        .actions(List.of("s3:PutObject"))
        .resources(List.of(bucket.arnForObjects("*")))
        .conditions(Map.of("StringNotEquals", Map.of("s3:authType", "REST-HEADER")))
        .build();
  }

  private PolicyStatement readingVolumes() {
    return PolicyStatement.Builder.create()
        .sid("HostNeverReadsBack")
        .effect(Effect.DENY)
        .actions(List.of("s3:GetObject"))
        .resources(List.of(bucket.arnForObjects("*.difftar*")))
        .build();
  }
}
