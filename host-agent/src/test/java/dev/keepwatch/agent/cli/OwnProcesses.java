package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Processes of their own, with a source and an archive.
abstract class OwnProcesses {

  @TempDir Path home;
  Path source;
  String url;

  @BeforeEach
  void makeSource() throws IOException {
    source = Files.createDirectory(home.resolve("source"));
    Files.writeString(source.resolve("a.txt"), "one");
    Files.writeString(source.resolve("secret.txt"), "two");
    url = "file://" + home.resolve("archive");
  }

  OutsideProgram.Outcome run(String program, List<String> words, Map<String, String> more) {
    var environment = new HashMap<>(OwnProcess.environment(home));
    environment.putAll(more);
    return OutsideProgram.required(program, environment).run(words.toArray(String[]::new));
  }

  void full() {
    run("env", OwnProcess.command("full", "--no-encryption", source.toString(), url), Map.of())
        .succeeded();
  }
}
