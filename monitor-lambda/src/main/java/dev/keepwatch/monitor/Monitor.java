package dev.keepwatch.monitor;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// The monitor's look, run where you are: on buckets or directories, for `keepwatch monitor`.
public final class Monitor {

  private final Inspection inspection;
  private final ZoneId zone;

  /// @param environment where AWS settings are looked up (`AWS_ENDPOINT_URL_S3`, `AWS_REGION`,
  ///   keys); what is not there the SDK finds in its own way
  /// @param zone the local time of those who read the reports
  public Monitor(Map<String, String> environment, InstantSource clock, ZoneId zone) {
    this.inspection =
        new Inspection(new S3Listing(new AwsAccess(environment)), new DirectoryListing(), clock);
    this.zone = zone;
  }

  /// Looks at all folders in some places.
  ///
  /// @param urls each `s3://bucket/folder` or `file:///directory`
  /// @param maxAge a newest restore point strictly older than this is late
  /// @throws IllegalArgumentException if a URL is neither; the message is one sentence
  public MonitorReport check(List<String> urls, Duration maxAge) {
    var targets = urls.stream().map(Target::parse).distinct().toList();
    return new MonitorReport(inspection.of(targets, List.of(), maxAge, zone));
  }
}
