package dev.keepwatch.format.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keepwatch.format.fixtures.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivePathTest {

  /// Bytes below and above the separator, and some that are negative as a Java byte.
  private static final byte[] LETTERS = {'a', 'b', '-', '.', ' ', 1, '0', (byte) 0xff, (byte) 0x80};

  @Test
  void what_lies_in_a_directory_comes_before_its_sibling_with_a_longer_name() {
    var paths = Stream.of("dir.txt", "dir-sibling", "dir/x", "dir", "dir/x/y", "dir0", "");

    assertThat(paths.map(ArchivePath::of).sorted().map(ArchivePath::toString))
        .containsExactly(".", "dir", "dir/x", "dir/x/y", "dir-sibling", "dir.txt", "dir0");
  }

  @Test
  void bytes_are_compared_without_sign() {
    assertThat(latin("\u007f")).isLessThan(latin("\u0080"));
    assertThat(latin("\u0080")).isLessThan(latin("\u00ff"));
  }

  @Test
  void the_order_is_that_of_the_tuples_of_components() {
    Comparator<List<byte[]>> tuples = ArchivePathTest::compareTuples;
    Seeds.rounds(
        2000,
        random -> {
          var left = components(random);
          var right = components(random);
          int expected = Integer.signum(tuples.compare(left, right));

          assertThat(Integer.signum(path(left).compareTo(path(right)))).isEqualTo(expected);
          assertThat(path(left).equals(path(right))).isEqualTo(expected == 0);
          assertThat(path(left).startsWith(path(right))).isEqualTo(beginsWith(left, right));
        });
  }

  @Test
  void a_path_is_put_together_and_taken_apart_again() {
    Seeds.rounds(
        500,
        random -> {
          var components = components(random);
          var path = path(components);

          assertThat(path.depth()).isEqualTo(components.size());
          assertThat(ArchivePath.of(path.bytes())).isEqualTo(path).hasSameHashCodeAs(path);
          if (!path.isRoot()) {
            assertThat(path.parent().child(path.name())).isEqualTo(path);
          }
          int depth = random.nextInt(components.size() + 1);
          var ancestor = path(components.subList(0, depth));
          var below = path(components.subList(depth, components.size()));
          assertThat(path.relativeTo(ancestor)).isEqualTo(below);
          assertThat(path.truncatedToDepthOf(ancestor)).isEqualTo(ancestor);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "a/..", "../a", "a/../b", "/etc", "a//b", "a/", "/", ".", "./a", "a\0b"})
  void a_path_that_could_point_elsewhere_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ArchivePath.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/", "a\0"})
  void a_name_that_is_not_that_of_an_entry_is_refused(String name) {
    var directory = ArchivePath.of("dir");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> directory.child(name.getBytes(ISO_8859_1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"...", "..a", "a..", ".a", "-", "a b", "a\nb"})
  void dots_and_white_space_in_a_name_are_ordinary(String text) {
    assertThat(ArchivePath.of(text).depth()).isEqualTo(1);
  }

  @Test
  void the_root_is_its_own_parent_and_has_no_name() {
    var root = ArchivePath.root();

    assertThat(root.parent()).isEqualTo(root);
    assertThat(root.name()).isEmpty();
    assertThat(root.depth()).isZero();
    assertThat(ArchivePath.of("")).isSameAs(root);
  }

  @Test
  void a_path_is_not_below_its_sibling_with_a_shorter_name() {
    var sibling = ArchivePath.of("dir-sibling");

    assertThat(sibling.startsWith(ArchivePath.of("dir"))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sibling.relativeTo(ArchivePath.of("dir")));
  }

  @Test
  void a_path_cannot_be_changed_through_the_bytes_it_came_from_or_gave_out() {
    byte[] bytes = {'a'};
    var path = ArchivePath.of(bytes);
    bytes[0] = '/';
    path.bytes()[0] = '/';

    assertThat(path).isEqualTo(ArchivePath.of("a"));
  }

  @Test
  void people_see_no_control_characters() {
    assertThat(ArchivePath.of("a\u001b[2J\n\u009b\u007f")).hasToString("a\\x1b[2J\\x0a\\x9b\\x7f");
    assertThat(ArchivePath.of("grün")).hasToString("grün");
    assertThat(latin("\u00ff")).hasToString("\ufffd");
  }

  private static ArchivePath latin(String text) {
    return ArchivePath.of(text.getBytes(ISO_8859_1));
  }

  private static ArchivePath path(List<byte[]> components) {
    var path = ArchivePath.root();
    for (byte[] component : components) {
      path = path.child(component);
    }
    return path;
  }

  private static List<byte[]> components(Random random) {
    var components = new ArrayList<byte[]>();
    for (int count = random.nextInt(4); count > 0; count--) {
      byte[] name = new byte[1 + random.nextInt(3)];
      for (int i = 0; i < name.length; i++) {
        name[i] = LETTERS[random.nextInt(LETTERS.length)];
      }
      name[name.length - 1] = name[name.length - 1] == '.' ? (byte) 'a' : name[name.length - 1];
      components.add(name);
    }
    return components;
  }

  private static int compareTuples(List<byte[]> left, List<byte[]> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = Arrays.compareUnsigned(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static boolean beginsWith(List<byte[]> path, List<byte[]> ancestor) {
    return path.size() >= ancestor.size()
        && compareTuples(path.subList(0, ancestor.size()), ancestor) == 0;
  }
}
