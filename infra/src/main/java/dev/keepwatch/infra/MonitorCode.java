package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What the monitor's function is deployed from: a folder with its code in `lib`, where Lambda
/// looks for jars, and the fleet's inventory.
final class MonitorCode {
  private MonitorCode() {}

  /// @param folder where to put it together; files that are there already are replaced
  static Path assemble(Path folder, Path jar, Fleet fleet) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Files.copy(jar, lib.resolve("monitor.jar"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(folder.resolve(Inventory.FILE), new Inventory(fleet).text());
    return folder;
  }
}
