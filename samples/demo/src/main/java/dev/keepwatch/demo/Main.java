package dev.keepwatch.demo;

import dev.keepwatch.demo.Demo.Surroundings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/// The program behind `./keepwatch demo`.
public final class Main {

  private static final int RIGHT = 0;
  private static final int WRONG = 1;
  private static final int REFUSED = 2;
  private static final int INTERRUPTED = 130;

  private final PrintStream out;
  private final Demo demo;

  Main(PrintStream out, boolean coloured, Surroundings surroundings) {
    this.out = out;
    this.demo = new Demo(new Page(out, coloured), InstantSource.system(), surroundings);
  }

  public static void main(String[] words) {
    var environment = System.getenv();
    var surroundings =
        new Surroundings(
            Path.of(directoryForTemporaryFiles(environment)),
            environment.getOrDefault("PATH", ""),
            System.getProperty("keepwatch.program", "./keepwatch"),
            ZoneId.systemDefault());
    var main = new Main(Terminal.output(), Terminal.isColoured(environment), surroundings);
    var interruption = new Thread(main::interrupted);
    Runtime.getRuntime().addShutdownHook(interruption);
    int exitCode = main.run(List.of(words));
    Runtime.getRuntime().removeShutdownHook(interruption);
    System.exit(exitCode);
  }

  private static String directoryForTemporaryFiles(Map<String, String> environment) {
    String named = environment.getOrDefault("TMPDIR", "");
    return named.isBlank() ? "/tmp" : named;
  }

  /// @return the exit code
  int run(List<String> words) {
    try {
      var arguments = Arguments.read(words);
      if (arguments.help()) {
        out.print(Arguments.HELP);
        return RIGHT;
      }
      if (demo.run(arguments)) {
        return RIGHT;
      }
      out.println("What came back is not what was there: see above.");
      return WRONG;
    } catch (DemoException e) {
      out.println("keepwatch demo: " + e.getMessage());
    } catch (IOException e) {
      out.println("keepwatch demo: the system refuses: " + e);
    } catch (RuntimeException e) {
      out.println("keepwatch demo: this is a fault of the demo, please report it: " + e);
    }
    if (demo.unfinished().isEmpty()) {
      return REFUSED;
    }
    out.println("What was made so far lies in " + demo.unfinished().get().root());
    return WRONG;
  }

  /// When the process ends before the demo has: says what is left, and leaves nothing running.
  private void interrupted() {
    demo.unfinished()
        .ifPresent(place -> {
          ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
          demo.abandon(place);
          out.println();
          out.println("Interrupted. What was made so far lies in " + place.root());
          out.flush();
          Runtime.getRuntime().halt(INTERRUPTED);
        });
  }
}
