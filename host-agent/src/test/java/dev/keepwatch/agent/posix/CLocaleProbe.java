package dev.keepwatch.agent.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Runs in a JVM of its own under `LC_ALL=C`: makes files, a FIFO and a link whose names are given
/// in hexadecimal, and fails if it does not find them again.
final class CLocaleProbe {

  private CLocaleProbe() {}

  static void run(Path folder, List<String> hexes) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CLocaleProbe.class.getName(),
                folder.toString()));
    command.addAll(hexes);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).startsWith("ANSI_X3.4-1968");
  }

  public static void main(String[] arguments) throws Exception {
    System.out.println(System.getProperty("sun.jnu.encoding"));
    Path folder = Path.of(arguments[0]);
    List<String> hexes = new ArrayList<>();
    for (String hex : List.of(arguments).subList(1, arguments.length)) {
      Files.createFile(PathBytes.toPath(folder, HexFormat.of().parseHex(hex)));
      hexes.add(hex);
    }
    byte[] fifo = {'f', 'i', 'f', 'o', -1};
    Posix.mkfifo(PathBytes.toPath(folder, fifo), 0600);
    Posix.utimensat(PathBytes.toPath(folder, fifo), 1, 2, true);
    hexes.add(HexFormat.of().formatHex(fifo));
    byte[] link = {'l', 'i', 'n', 'k', -1};
    Posix.symlink(new byte[] {-1, '/', -2}, PathBytes.toPath(folder, link));
    hexes.add(HexFormat.of().formatHex(link));
    assertThat(PathBytesTest.names(folder)).containsExactlyInAnyOrderElementsOf(hexes);
  }
}
