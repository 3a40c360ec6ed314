package dev.keepwatch.agent.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// [Layers] and [PathMerge] against a sorted map.
class LayersTest {

  private static final int SEEDS = 300;

  private record Leaf(ArchivePath path, int layer) implements Placed {}

  private static final class Leaves implements PathSequence<Leaf> {
    private final List<Leaf> leaves;
    private int next;
    private boolean closed;

    Leaves(List<Leaf> leaves) {
      this.leaves = leaves;
    }

    @Override
    public @Nullable Leaf next() {
      return next == leaves.size() ? null : leaves.get(next++);
    }

    @Override
    public void close() throws IOException {
      closed = true;
      throw new IOException("closing layer " + leaves + " failed");
    }
  }

  private static Leaves leaves(int layer, String... paths) {
    var leaves = new ArrayList<Leaf>();
    for (String path : paths) {
      leaves.add(new Leaf(ArchivePath.of(path), layer));
    }
    return new Leaves(leaves);
  }

  /// Paths with many common heads, each in some of the layers.
  private static SortedMap<ArchivePath, List<Leaf>> model(Random random, int layers) {
    var model = new TreeMap<ArchivePath, List<Leaf>>();
    for (int i = random.nextInt(40); i > 0; i--) {
      var text = new StringBuilder();
      for (int depth = random.nextInt(4); depth >= 0; depth--) {
        text.append("abc-.".charAt(random.nextInt(4))).append(depth > 0 ? "/" : "");
      }
      var path = ArchivePath.of(text.toString());
      var leaves = new ArrayList<Leaf>();
      for (int layer = 0; layer < layers; layer++) {
        if (random.nextInt(3) == 0) {
          leaves.add(new Leaf(path, layer));
        }
      }
      if (!leaves.isEmpty()) {
        model.put(path, leaves);
      }
    }
    return model;
  }

  private static Leaves layer(SortedMap<ArchivePath, List<Leaf>> model, int layer) {
    return new Leaves(
        model.values().stream()
            .flatMap(List::stream)
            .filter(leaf -> leaf.layer() == layer)
            .toList());
  }

  @Test
  void layers_show_at_each_path_all_that_have_it_from_the_bottom_up() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      int count = random.nextInt(6);
      var model = model(random, count);
      var sequences = new ArrayList<Leaves>();
      for (int layer = 0; layer < count; layer++) {
        sequences.add(layer(model, layer));
      }
      var layers = new Layers<>(sequences);
      for (var expected : model.values()) {
        assertThat(layers.next()).as("seed %d", seed).isEqualTo(expected);
      }
      assertThat(layers.next()).as("seed %d", seed).isEmpty();
      assertThat(layers.next()).as("seed %d, asked again", seed).isEmpty();
    }
  }

  @Test
  void a_merge_shows_at_each_path_what_either_side_has() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var model = model(new Random(seed), 2);
      var merge = new PathMerge<>(layer(model, 0), layer(model, 1));
      for (var expected : model.values()) {
        assertThat(merge.advance()).as("seed %d", seed).isTrue();
        var found = new ArrayList<Leaf>();
        if (merge.left() != null) {
          found.add(merge.left());
        }
        if (merge.right() != null) {
          found.add(merge.right());
        }
        assertThat(found).as("seed %d", seed).isEqualTo(expected);
      }
      assertThat(merge.advance()).as("seed %d", seed).isFalse();
      assertThat(merge.advance()).as("seed %d, asked again", seed).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"b a", "a a", "a/x a", "a-x a/x", "a b a"})
  void a_sequence_that_runs_backwards_is_noticed(String paths) {
    String[] all = paths.split(" ", -1);
    assertThatThrownBy(
            () -> {
              var layers = new Layers<>(List.of(leaves(0, all), leaves(1, "0", "zz")));
              while (!layers.next().isEmpty()) {}
            })
        .isInstanceOf(OutOfOrderException.class);
    assertThatThrownBy(
            () -> {
              var merge = new PathMerge<>(leaves(0, "0", "zz"), leaves(1, all));
              while (merge.advance()) {}
            })
        .isInstanceOf(OutOfOrderException.class);
  }

  @Test
  void all_layers_are_closed_even_if_closing_one_fails() {
    var first = leaves(0, "a");
    var second = leaves(1, "b");

    assertThatThrownBy(() -> new Layers<>(List.of(first, second)).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("failed");
    assertThat(first.closed && second.closed).isTrue();
    var third = leaves(0, "a");
    var fourth = leaves(1, "b");
    assertThatThrownBy(() -> new PathMerge<>(third, fourth).close())
        .isInstanceOf(IOException.class);
    assertThat(third.closed && fourth.closed).isTrue();
  }
}
