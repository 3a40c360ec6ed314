package dev.keepwatch.agent.storage.s3.client;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/// The region that the environment or a profile names.
///
/// The instance's metadata service is not asked: elsewhere than on EC2 that costs seconds.
public final class ConfiguredRegion {

  private ConfiguredRegion() {}

  public static Optional<Region> find() {
    try {
      return Optional.of(
          new AwsRegionProviderChain(
                  new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
              .getRegion());
    } catch (SdkClientException e) {
      return Optional.empty();
    }
  }
}
