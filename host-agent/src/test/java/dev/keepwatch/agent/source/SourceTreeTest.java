package dev.keepwatch.agent.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.selection.Rule;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

  @TempDir Path home;
  private SmallTree source;
  private final List<String> problems = new ArrayList<>();

  @BeforeEach
  void setUp() throws IOException {
    source = new SmallTree(home.resolve("source"));
  }

  private final SourceProblems ears =
      new SourceProblems() {
        @Override
        public void unreadable(ArchivePath path, String reason) {
          problems.add("unreadable " + path + ": " + reason);
        }

        @Override
        public void skipped(ArchivePath path, String reason) {
          problems.add("skipped " + path);
        }
      };

  private SourceTree tree(Path root) throws IOException {
    return new SourceTree(root, Selection.all(), ears);
  }

  private static List<ArchivePath> paths(SourceTree tree) throws IOException {
    var paths = new ArrayList<ArchivePath>();
    for (var node = tree.next(); node != null; node = tree.next()) {
      paths.add(node.path());
    }
    tree.close();
    return paths;
  }

  private static List<String> names(SourceTree tree) throws IOException {
    return paths(tree).stream().map(ArchivePath::toString).toList();
  }

  @Test
  void a_directory_comes_before_what_is_in_it_and_that_before_its_siblings() throws IOException {
    source.file("d/x", "").file("d-sibling", "").file("d.sibling", "");
    assertThat(names(tree(source.root())))
        .containsExactly(".", "d", "d/x", "d-sibling", "d.sibling");
  }

  @Test
  void random_names_come_in_the_order_of_the_archive() throws IOException {
    for (int seed = 0; seed < 5; seed++) {
      var random = new Random(seed);
      Path root = Files.createDirectory(home.resolve("random-" + seed));
      int made = grow(root, random, 3);

      var paths = paths(tree(root));

      assertThat(paths).as("seed %d", seed).isSorted().doesNotHaveDuplicates().hasSize(made + 1);
    }
  }

  private static int grow(Path directory, Random random, int depth) throws IOException {
    int made = 0;
    for (int i = 0; i < 12; i++) {
      byte[] name = new byte[random.nextInt(1, 4)];
      for (int j = 0; j < name.length; j++) {
        int b = random.nextInt(1, 256);
        name[j] = (byte) (b == '/' || b == '.' ? '-' : b);
      }
      Path file = PathBytes.toPath(directory, name);
      if (!Files.exists(file)) {
        made++;
        if (depth > 0 && random.nextInt(3) == 0) {
          made += grow(Files.createDirectory(file), random, depth - 1);
        } else {
          Files.createFile(file);
        }
      }
    }
    return made;
  }

  @Test
  void a_file_that_vanishes_after_its_directory_was_listed_was_not_there() throws IOException {
    source.file("a", "").file("b", "").file("c/d", "");
    var tree = tree(source.root());
    tree.next();
    source.remove("b").remove("c");

    assertThat(names(tree)).containsExactly("a");
    assertThat(problems).isEmpty();
  }

  @Test
  void a_directory_that_a_file_or_a_link_replaced_is_not_walked() throws IOException {
    source.file("a/x", "").file("b/x", "").file("c/x", "");
    var tree = tree(source.root());
    assertThat(String.valueOf(tree.next())).contains("path=.");
    source.remove("b").remove("c").file("b", "").link("c", "a");
    var types = new ArrayList<String>();
    for (var node = tree.next(); node != null; node = tree.next()) {
      types.add(node.path() + " " + ((SourceEntry) node).metadata().type());
    }

    assertThat(types).containsExactly("a DIRECTORY", "a/x REGULAR", "b REGULAR", "c SYMLINK");
  }

  @Test
  void a_directory_that_becomes_a_file_while_it_is_walked_costs_no_error() throws IOException {
    source.file("a/x", "").file("a/y", "");
    var tree = tree(source.root());
    tree.next();
    tree.next();
    source.remove("a").file("a", "");

    assertThat(names(tree)).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void a_socket_is_passed_over_and_told() throws IOException {
    source.file("a", "");
    Path socket = source.root().resolve("s");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));

      assertThat(names(tree(source.root()))).containsExactly(".", "a");
    }
    assertThat(problems).containsExactly("skipped s");
  }

  @Test
  void a_source_that_is_a_link_is_followed_and_links_in_it_are_not() throws IOException {
    source.file("a", "").link("l", "a").link("broken", "nowhere");
    Path link = Files.createSymbolicLink(home.resolve("link"), source.root());
    var tree = tree(link);
    var root = (SourceEntry) Objects.requireNonNull(tree.next());

    assertThat(root.metadata().type()).isEqualTo(EntryType.DIRECTORY);
    assertThat(names(tree)).containsExactly("a", "broken", "l");
  }

  @Test
  void a_source_that_is_not_there_is_an_error() {
    assertThatThrownBy(() -> tree(home.resolve("nowhere"))).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_source_may_be_one_file() throws IOException {
    source.file("a", "");
    assertThat(names(tree(source.root().resolve("a")))).containsExactly(".");
  }

  @Test
  void paths_of_nearly_four_thousand_bytes_are_walked() throws IOException {
    Path deep = source.root();
    while (deep.toString().length() < 3800) {
      deep = Files.createDirectory(deep.resolve("d".repeat(200)));
    }
    Files.createFile(deep.resolve("end"));

    var paths = paths(tree(source.root()));

    assertThat(paths.getLast().toString()).endsWith("/end");
    assertThat(problems).isEmpty();
  }

  @Test
  void the_source_itself_is_there_even_if_everything_is_left_out() throws Exception {
    source.file("a", "");
    var selection = Selection.of(PathBytes.of(source.root()), List.of(Rule.exclude("**")));

    assertThat(names(new SourceTree(source.root(), selection, ears))).containsExactly(".");
  }

  @Test
  void a_file_that_only_has_the_name_of_a_seal_hides_nothing() throws IOException {
    source.file("d/.keepwatch-spool", "mine").file("d/thesis", "x");

    assertThat(names(tree(source.root()))).contains("d/thesis");
  }
}
