package dev.keepwatch.agent.selection;

import dev.keepwatch.format.archive.ArchivePath;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/// One condition of a list, as it was given.
public sealed interface Rule {

  /// How the text of a rule is to be understood.
  enum Syntax {
    /// A shell pattern of whole paths; see [Glob].
    GLOB,
    /// A path, character by character.
    LITERAL,
    /// A regular expression as Python has it, looked for anywhere in the path; see [PythonRegex].
    REGEX
  }

  /// Whether what it speaks of is backed up or left out.
  boolean including();

  /// A text that is the same in every run that was given the same rule.
  default String identity() {
    return toString();
  }

  /// Whether it is asked before all others, wherever it stands.
  default boolean comesFirst() {
    return false;
  }

  /// Speaks of paths by a pattern.
  record Match(boolean including, Syntax syntax, boolean ignoreCase, String pattern)
      implements Rule {
    @Override
    public String identity() {
      return "%s %s %s %s".formatted(including, syntax, ignoreCase, pattern);
    }

    @Override
    public String toString() {
      String regexp = syntax == Syntax.REGEX ? "-regexp " : " ";
      return (including ? "--include" : "--exclude") + regexp + pattern;
    }
  }

  /// Leaves out directories that hold something of this name, whatever it is.
  record IfPresent(String name) implements Rule {
    @Override
    public boolean including() {
      return false;
    }

    @Override
    public boolean comesFirst() {
      return true;
    }
  }

  /// Leaves out device nodes.
  record DeviceFiles() implements Rule {
    @Override
    public boolean including() {
      return false;
    }

    @Override
    public boolean comesFirst() {
      return true;
    }
  }

  /// Leaves out everything but these paths and the directories above them.
  record AllBut(Set<ArchivePath> paths) implements Rule {
    public AllBut {
      paths = Set.copyOf(paths);
    }

    @Override
    public String identity() {
      return "AllBut " + paths.stream().sorted().map(Rule::hex).toList();
    }

    @Override
    public boolean including() {
      return false;
    }

    @Override
    public boolean comesFirst() {
      return true;
    }
  }

  /// Leaves out what does not lie on the source's own file system.
  record OtherFilesystems() implements Rule {
    @Override
    public boolean including() {
      return false;
    }
  }

  /// Leaves out regular files that were last modified before this.
  record OlderThan(Instant time) implements Rule {
    @Override
    public String identity() {
      return "OlderThan";
    }

    @Override
    public boolean including() {
      return false;
    }
  }

  private static String hex(ArchivePath path) {
    return HexFormat.of().formatHex(path.bytes());
  }

  static Rule include(String pattern) {
    return new Match(true, Syntax.GLOB, false, pattern);
  }

  static Rule exclude(String pattern) {
    return new Match(false, Syntax.GLOB, false, pattern);
  }
}
