package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Somebody whose archive is protected by keys or a passphrase.
abstract class KeyedArchive {

  static final Path KEYS = Fixtures.ROOT.resolve("keys");
  static final String PUBLIC = KEYS.resolve("rsa.pub.asc").toString();
  static final String SECRET = KEYS.resolve("rsa.TESTONLY-secret.gpg").toString();

  @TempDir Path home;
  Shell shell;
  String source;
  String url;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one")).toString();
    url = shell.url("archive");
  }

  Shell.Said backup(String... options) {
    var all = new ArrayList<>(List.of("backup", source, url));
    all.addAll(List.of(options));
    return shell.run(all);
  }

  Shell.Said restore(String... options) {
    var all = new ArrayList<>(List.of("restore", url, shell.file("target").toString()));
    all.add("--archive-dir=" + shell.file("other-cache"));
    all.addAll(List.of(options));
    return shell.run(all);
  }

  void assertRestored() {
    assertThat(shell.file("target/a.txt")).hasContent("one");
  }
}
