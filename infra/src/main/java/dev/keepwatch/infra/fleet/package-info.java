/// The fleet as a person writes it down: the monitor and the hosts, as values.
///
/// 1. [FleetText] reads `fleet.yaml`; everything that is wrong with it is found in one go, each
///    with its line.
/// 2. [Fleet] is the result: [Monitor] and [Host]s, in which nothing is left to check.
///
/// Only this package knows YAML, and it knows nothing of the cloud: what is made of a fleet is
/// decided next door.
@NullMarked
package dev.keepwatch.infra.fleet;

import org.jspecify.annotations.NullMarked;
