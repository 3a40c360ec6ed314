package dev.keepwatch.agent.gate;

import dev.keepwatch.agent.aws.TestAws;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.sts.StsClient;

/// A host as its stack provisions it, at the emulator and behind a gate: a bucket that keeps
/// versions, its user, and the role of its operators.
public final class Provisioned implements AutoCloseable {

  /// The emulator's.
  static final String ACCOUNT = "123456789012";

  private static final AtomicInteger HOSTS = new AtomicInteger();

  /// An administrator of the account, of whom only becoming another role and making keys is asked.
  private static final Policy OPERATOR =
      Policy.parse(
          """
          {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Resource": "*",
            "Action": ["sts:AssumeRole", "iam:*"]}}
          """);

  private static final Policy EVERY_RIGHT =
      Policy.parse(
          """
          {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Resource": "*", "Action": "s3:*"}}
          """);

  private final TestAws aws;
  private final Kind kind;
  private final String host;
  private final String bucket;
  private final Gate gate;

  private Provisioned(TestAws aws, Kind kind, String host, String bucket) throws IOException {
    this.aws = aws;
    this.kind = kind;
    this.host = host;
    this.bucket = bucket;
    this.gate = new Gate(aws.endpoint());
  }

  public static Provisioned host(TestAws aws, Kind kind) throws IOException {
    String host =
        "h%d-%d".formatted(ProcessHandle.current().pid(), HOSTS.incrementAndGet() + seconds());
    var provisioned = new Provisioned(aws, kind, host, aws.newBucket("backups"));
    provisioned.deploy();
    return provisioned;
  }

  private static long seconds() {
    return System.nanoTime() & 0xffffff;
  }

  private void deploy() {
    try (var s3 = aws.client();
        var iam = iam(aws.endpoint(), administrator())) {
      s3.putBucketVersioning(request ->
          request
              .bucket(bucket)
              .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
      iam.createUser(request -> request.userName(user()));
      iam.createRole(request ->
          request
              .roleName(user() + "-restore")
              .assumeRolePolicyDocument("{\"Version\": \"2012-10-17\", \"Statement\": []}"));
    }
    gate.attach("arn:aws:s3:::" + bucket, kind.ofBucket(host, bucket));
    gate.attach(restoreRole(), Kind.page("restore-trust", host, bucket));
    gate.callers().add(user(), userArn(), kind.ofHost(host, bucket));
    gate.callers().add(restoreRole(), restoreRole(), Kind.page("restore", host, bucket));
    gate.callers().add(administrator().accessKeyId(), new Caller(arn("user/operator"), OPERATOR));
  }

  /// As if somebody had given the host's user every right on every bucket.
  AwsCredentials issueKeyToAll() {
    var key = issueKey();
    gate.callers().add(key.accessKeyId(), new Caller(userArn(), EVERY_RIGHT));
    return key;
  }

  /// Makes the host's user a key.
  AwsCredentials issueKey() {
    try (var iam = iam(gate.endpoint(Transport.SECURE), administrator())) {
      var key = iam.createAccessKey(request -> request.userName(user())).accessKey();
      return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }
  }

  static AwsCredentials administrator() {
    return AwsBasicCredentials.create(
        TestAws.ENVIRONMENT.getOrDefault("AWS_ACCESS_KEY_ID", ""),
        TestAws.ENVIRONMENT.getOrDefault("AWS_SECRET_ACCESS_KEY", ""));
  }

  static IamClient iam(URI endpoint, AwsCredentials credentials) {
    return client(IamClient.builder().region(Region.AWS_GLOBAL), endpoint, credentials);
  }

  static StsClient sts(URI endpoint, AwsCredentials credentials) {
    return client(StsClient.builder().region(Region.US_EAST_1), endpoint, credentials);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint, AwsCredentials credentials) {
    return builder
        .endpointOverride(endpoint)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /// Becomes the restore role, as an operator does who has shown a second factor.
  public AwsSessionCredentials becomeRestorer() {
    try (var sts = sts(gate.endpoint(Transport.SECURE), administrator())) {
      var session =
          sts.assumeRole(request ->
                  request
                      .roleArn(restoreRole())
                      .roleSessionName("operator")
                      .serialNumber(arn("mfa/operator"))
                      .tokenCode("123456"))
              .credentials();
      return AwsSessionCredentials.create(
          session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }
  }

  public Gate gate() {
    return gate;
  }

  public String hostName() {
    return host;
  }

  public String bucket() {
    return bucket;
  }

  /// What it is called in IAM.
  public String user() {
    return "keepwatch-" + host;
  }

  public String userArn() {
    return arn("user/" + user());
  }

  public String restoreRole() {
    return arn("role/" + user() + "-restore");
  }

  private static String arn(String name) {
    return "arn:aws:iam::" + ACCOUNT + ":" + name;
  }

  /// All that lies and lay in a folder of the bucket, with its tags.
  List<String> history(String folder) {
    try (var s3 = aws.client()) {
      return s3
          .listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(folder))
          .versions()
          .stream()
          .map(version -> version + " " + tags(s3, version))
          .toList();
    }
  }

  /// Of what lies in an archive class the emulator does not tell them.
  private String tags(S3Client s3, ObjectVersion version) {
    return version.storageClassAsString().equals("STANDARD")
        ? s3.getObjectTagging(
                request -> request.bucket(bucket).key(version.key()).versionId(version.versionId()))
            .tagSet()
            .toString()
        : "frozen";
  }

  /// How many versions lie in the bucket, delete markers not counted.
  public int versions() {
    return history("").size();
  }

  /// A client at the door that stands for HTTPS, to be closed.
  public S3Client s3(AwsCredentials credentials) {
    return s3(Transport.SECURE, credentials);
  }

  S3Client s3(Transport transport, AwsCredentials credentials) {
    return S3Client.builder()
        .endpointOverride(gate.endpoint(transport))
        .forcePathStyle(true)
        // The emulator does not take the signatures of chunks off.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public void close() {
    gate.close();
  }
}
