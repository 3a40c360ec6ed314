package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the real duplicity chooses by lists of rules. Many lists are asked for at a time, by one
/// script: only so can words be given that are no text.
final class DuplicityChoices {

  private final Path home;
  private final List<Path> cases = new ArrayList<>();

  DuplicityChoices(Path home) {
    this.home = home;
  }

  void ask(List<String> words, Path source) throws IOException {
    Path directory = Files.createDirectory(home.resolve("case" + cases.size()));
    var script = new ByteArrayOutputStream();
    script.writeBytes("exec duplicity full --dry-run --no-encryption -v5".getBytes(ISO_8859_1));
    var all = new ArrayList<>(List.of("--archive-dir", directory.resolve("cache").toString()));
    all.addAll(words);
    all.add(source.toString());
    all.add("file://" + directory.resolve("archive"));
    for (String word : all) {
      script.writeBytes((" '" + word.replace("'", "'\\''") + "'").transform(RawText::encode));
    }
    Files.write(directory.resolve("script"), script.toByteArray());
    cases.add(directory);
  }

  /// Paths as bytes, one character each, or `exit` and a number, for each list that was asked for.
  List<List<String>> answersOf08() throws IOException {
    OutsideProgram.required("duplicity");
    OutsideProgram.required("sh").run(everyCase().toString()).succeeded();
    return answers();
  }

  /// The same from duplicity 3, which sees only what is below `/tmp`.
  List<List<String>> answersOf3() throws IOException {
    OutsideProgram.ofLaterDebian("duplicity", Map.of());
    OutsideProgram.ofLaterDebian("sh", Map.of()).run(everyCase().toString()).succeeded();
    return answers();
  }

  private Path everyCase() throws IOException {
    Path script = home.resolve("every-case");
    Files.writeString(
        script,
        """
        export LC_ALL=C.UTF-8 TZ=UTC
        ls -d %s/case* | xargs -P 2 -I{} sh -c '
          sh {}/script > {}/out 2> {}/err < /dev/null; echo $? > {}/exit'
        """
            .formatted(home));
    return script;
  }

  private List<List<String>> answers() throws IOException {
    var answers = new ArrayList<List<String>>();
    for (Path directory : cases) {
      String exit = Files.readString(directory.resolve("exit")).strip();
      answers.add(exit.equals("0") ? chosen(directory.resolve("out")) : List.of("exit " + exit));
    }
    return answers;
  }

  private static List<String> chosen(Path output) throws IOException {
    return Files.readString(output, ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith("A "))
        .map(line -> line.substring(2))
        .toList();
  }
}
