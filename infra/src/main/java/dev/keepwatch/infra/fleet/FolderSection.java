package dev.keepwatch.infra.fleet;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// The list `folders:` of a host or a bucket: names, or names with a limit of their own.
final class FolderSection {
  private static final List<String> KEYS = List.of("name", "every");

  private final Section section;
  private final Problems problems;
  private final Duration otherwise;

  /// @param otherwise the limit of a folder that has none of its own
  FolderSection(Section section, Problems problems, Duration otherwise) {
    this.section = section;
    this.problems = problems;
    this.otherwise = otherwise;
  }

  List<Folder> folders() {
    Map<String, Folder> folders = new LinkedHashMap<>();
    for (Node item : section.items("folders")) {
      folder(item)
          .ifPresent(folder -> {
            if (folders.putIfAbsent(folder.name(), folder) != null) {
              problems.add(item, "folder \"" + folder.name() + "\" stands twice in this list");
            }
          });
    }
    return List.copyOf(folders.values());
  }

  private Optional<Folder> folder(Node item) {
    if (item instanceof ScalarNode) {
      return section
          .parsed("folders", item, Folder::parseName)
          .map(name -> new Folder(name, otherwise));
    }
    Section said = new Section(section.called("folders"), item, KEYS, problems);
    Duration limit = said.value("every", Folder::parseInterval).orElse(otherwise);
    return said.required("name", Folder::parseName).map(name -> new Folder(name, limit));
  }
}
