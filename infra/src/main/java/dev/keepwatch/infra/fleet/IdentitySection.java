package dev.keepwatch.infra.fleet;

import java.util.List;
import java.util.Optional;

/// The part `identity:` of a host.
final class IdentitySection {
  private static final List<String> KEYS = List.of("role", "trust-anchor", "common-name");

  private final Section section;
  private final Problems problems;

  IdentitySection(Section section, Problems problems) {
    this.section = section;
    this.problems = problems;
  }

  Identity identity() {
    return section.section("identity", KEYS).flatMap(this::identity).orElse(new Identity.User());
  }

  private Optional<Identity> identity(Section said) {
    Optional<Identity> role = said.value("role", Identity.ExistingRole::new);
    if (said.has("role")) {
      if (said.has("trust-anchor") || said.has("common-name")) {
        problems.add(
            section.lineOf("identity"),
            "identity has either role, or trust-anchor and common-name, and not both");
      }
      return role;
    }
    var anchor = said.required("trust-anchor", Identity::requireTrustAnchor);
    var name = said.required("common-name", Identity::requireCommonName);
    return anchor.flatMap(arn -> name.map(cn -> new Identity.Certificate(arn, cn)));
  }
}
