package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk of which the end can be reached; to mount it takes root.
record SmallDisk(Path root) implements AutoCloseable {

  /// @param size as mount has it, such as `1m`
  static SmallDisk mount(Path at, String size) throws IOException {
    Fixtures.assumeRoot();
    Files.createDirectory(at);
    OutsideProgram.required("mount")
        .run("-t", "tmpfs", "-o", "size=" + size, "none", at.toString())
        .succeeded();
    return new SmallDisk(at);
  }

  @Override
  public void close() {
    OutsideProgram.required("umount").run(root.toString()).succeeded();
  }
}
