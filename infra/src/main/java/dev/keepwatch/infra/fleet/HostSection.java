package dev.keepwatch.infra.fleet;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// One item of `hosts:` of `fleet.yaml`.
final class HostSection {
  static final List<String> KEYS = List.of("name", "bucket", "mode", "storage", "folders");
  private static final List<String> STORAGE_KEYS = List.of("class", "after-days");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  // The comma separates folders on their way to the monitor.
  private static final Pattern FOLDER = Pattern.compile("[^/,\\p{Cntrl}]+(/[^/,\\p{Cntrl}]+)*");

  private final Section section;
  private final Problems problems;

  HostSection(Section section, Problems problems) {
    this.section = section;
    this.problems = problems;
  }

  /// What messages call a host: by its name, if it has one.
  static String title(Node item) {
    if (item instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("name")
            && tuple.getValueNode() instanceof ScalarNode name) {
          return "host \"" + name.getValue() + "\"";
        }
      }
    }
    return "this host";
  }

  Optional<Host> host() {
    Optional<String> name = section.required("name", HostSection::name);
    Optional<BucketName> bucket = section.value("bucket", BucketName::parse);
    HostMode mode = section.value("mode", HostMode::parse).orElse(HostMode.APPEND_ONLY);
    VolumeMove move =
        section.section("storage", STORAGE_KEYS).map(this::move).orElse(new VolumeMove.Stay());
    List<String> folders = section.list("folders", HostSection::folder);
    name.ifPresent(this::checkGenerated);
    return name.map(found ->
        new Host(found, bucket.orElse(new BucketName.Generated(found)), mode, move, folders));
  }

  private void checkGenerated(String name) {
    if (!section.has("bucket") && name.length() > BucketName.LONGEST_HOST_IN_GENERATED) {
      problems.add(
          section.lineOf("name"),
          "host \""
              + name
              + "\" has too long a name for a bucket to be named after it; give it a bucket: of its own");
    }
  }

  private VolumeMove move(Section storage) {
    var storageClass = storage.required("class", VolumeMove.ColdClass::parse);
    var days =
        storage.required("after-days", text -> WholeNumber.parse(text, 0, VolumeMove.MOST_DAYS));
    if (storageClass.isEmpty() || days.isEmpty()) {
      return new VolumeMove.Stay();
    }
    return storage
        .<VolumeMove>value(
            "after-days", text -> new VolumeMove.After(days.get(), storageClass.get()))
        .orElse(new VolumeMove.Stay());
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no name for a host: up to 40 small letters, digits and hyphens are, no hyphen at either end");
    }
    if (text.equals("monitor")) {
      throw new IllegalArgumentException("\"monitor\" is the name of the monitor's own stack");
    }
    return text;
  }

  private static String folder(String text) {
    if (!FOLDER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no folder: write it without a slash at either end and without commas, like var/backups");
    }
    return text;
  }
}
