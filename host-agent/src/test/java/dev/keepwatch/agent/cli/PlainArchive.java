package dev.keepwatch.agent.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Somebody who backs up without encryption.
abstract class PlainArchive {

  @TempDir Path home;
  Shell shell;
  Path source;
  String url;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one", "dir/b.txt", "two"));
    url = shell.url("archive");
  }

  Shell.Said plain(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.add("--no-encryption");
    return shell.run(all);
  }
}
