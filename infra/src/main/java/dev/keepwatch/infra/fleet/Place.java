package dev.keepwatch.infra.fleet;

import java.util.List;

/// Where a stack is deployed.
public record Place(Account account, Region region) {
  static final List<String> KEYS = List.of("account", "region");

  static final Place OF_CREDENTIALS =
      new Place(new Account.OfCredentials(), new Region.OfCredentials());

  /// What a section says of it, and else what is said elsewhere.
  static Place of(Section section, Place otherwise) {
    return new Place(
        section.<Account>value("account", Account.Numbered::new).orElse(otherwise.account),
        section.<Region>value("region", Region.Named::new).orElse(otherwise.region));
  }
}
