package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import software.amazon.awscdk.App;

/// All stacks of a fleet.
final class FleetStacks {
  private FleetStacks() {}

  /// A host's stack depends on the monitor's, so that deploying a host enrols it.
  ///
  /// @param jar the code of the monitor
  /// @throws IOException if what the monitor is deployed from cannot be put together
  static void addTo(App app, Fleet fleet, Path jar) throws IOException {
    // Below what the command line writes anyway.
    Path workshop = Path.of(app.getOutdir(), "monitor-function");
    Path code = MonitorCode.assemble(workshop, jar, fleet);
    MonitorStack monitor = new MonitorStack(app, fleet, code);
    fleet
        .hosts()
        .forEach(
            host -> new HostStack(app, host, fleet.monitor().place()).addStackDependency(monitor));
  }
}
