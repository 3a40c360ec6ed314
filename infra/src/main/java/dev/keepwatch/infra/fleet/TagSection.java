package dev.keepwatch.infra.fleet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/// The part `tags:` of a host: names and values of the operator's own.
final class TagSection {
  private static final int MOST = 45;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} _.:/=+@-]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N} _.:/=+@-]{1,256}");

  private final Section section;
  private final Problems problems;

  TagSection(Section section, Problems problems) {
    this.section = section;
    this.problems = problems;
  }

  Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    Map<String, Node> said = section.mapping("tags");
    said.forEach((name, node) -> {
      if (!NAME.matcher(name).matches()
          || name.startsWith("aws:")
          || name.startsWith("keepwatch")) {
        problems.add(
            node,
            "\""
                + name
                + "\" is no name for a tag: letters, digits and _ . : / = + - @ are, and neither aws: nor keepwatch may begin it");
      } else {
        section
            .parsed("tag \"" + name + "\"", node, TagSection::value)
            .ifPresent(value -> tags.put(name, value));
      }
    });
    if (said.size() > MOST) {
      problems.add(
          section.lineOf("tags"), said.size() + " tags are more than the " + MOST + " that fit");
    }
    return tags;
  }

  private static String value(String text) {
    if (!VALUE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no value of a tag: letters, digits, blanks and _ . : / = + - @ are");
    }
    return text;
  }
}
