package dev.keepwatch.infra.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// One item of `hosts:` of `fleet.yaml`.
final class HostSection {
  static final List<String> KEYS =
      List.of(
          "name",
          "bucket",
          "mode",
          "restore",
          "identity",
          "storage",
          "retention",
          "object-lock",
          "folders",
          "account",
          "region",
          "tags");

  /// What `defaults:` may say for all hosts.
  static final List<String> DEFAULT_KEYS =
      KEYS.stream()
          .filter(key -> !List.of("name", "bucket", "identity", "folders").contains(key))
          .toList();

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  private final Section section;
  private final Problems problems;

  HostSection(Section section, Problems problems) {
    this.section = section;
    this.problems = problems;
  }

  /// What messages call an item: by its name, if it has one.
  static String title(Node item, String kind, String key) {
    Stream<NodeTuple> entries =
        item instanceof MappingNode mapping ? mapping.getValue().stream() : Stream.of();
    return entries
        .filter(
            entry -> entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .map(NodeTuple::getValueNode)
        .flatMap(
            value -> value instanceof ScalarNode name ? Stream.of(name.getValue()) : Stream.of())
        .findFirst()
        .map(name -> kind + " \"" + name + "\"")
        .orElse("this " + kind);
  }

  /// @param limit how old backups may get in folders that say nothing of it
  Optional<Host> host(Place otherwise, Duration limit) {
    Optional<String> name = section.required("name", HostSection::name);
    HostMode mode = section.value("mode", HostMode::parse).orElse(HostMode.APPEND_ONLY);
    boolean restores = section.value("restore", YesOrNo::parse).orElse(true);
    Identity identity = new IdentitySection(section, problems).identity();
    BucketName generated = new BucketName.Generated(name.orElse(""));
    Store store = new StoreSection(section, problems).store(generated, mode);
    List<Folder> folders = new FolderSection(section, problems, limit).folders();
    Place place = Place.of(section, otherwise);
    var tags = new TagSection(section, problems).tags();
    name.ifPresent(this::checkGenerated);
    checkRole(identity, place);
    return name.map(
        found -> new Host(found, mode, restores, identity, store, folders, place, tags));
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

  /// The stack can give rights only to a role of its own account.
  private void checkRole(Identity identity, Place place) {
    if (identity instanceof Identity.ExistingRole role
        && place.account() instanceof Account.Numbered(String number)
        && !role.isIn(number)) {
      problems.add(
          section.lineOf("identity"),
          "role \"" + role.name() + "\" is not in the account of this host, " + number);
    }
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
}
