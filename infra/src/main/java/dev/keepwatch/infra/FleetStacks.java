package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Fleet;
import java.nio.file.Path;
import software.constructs.Construct;

/// All stacks of a fleet.
final class FleetStacks {
  private FleetStacks() {}

  /// A host's stack depends on the monitor's, so that deploying a host enrols it.
  ///
  /// @param jar the code of the monitor
  static void addTo(Construct app, Fleet fleet, Path jar) {
    MonitorStack monitor = new MonitorStack(app, fleet, jar);
    fleet
        .hosts()
        .forEach(
            host -> new HostStack(app, host, fleet.monitor().region()).addStackDependency(monitor));
  }
}
