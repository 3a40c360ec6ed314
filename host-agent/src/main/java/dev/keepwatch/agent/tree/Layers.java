package dev.keepwatch.agent.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several trees of the same place laid over each other: at each step all entries at the next path,
/// from the bottom layer to the top.
///
/// Their number is that of the sets of a chain, tens or hundreds.
public final class Layers<T extends Placed> implements AutoCloseable {

  private final List<PathSequence<T>> layers;
  private final List<@Nullable T> heads = new ArrayList<>();
  private List<T> atLowest = List.of();
  private boolean started;

  /// @param layers oldest first; closed with this
  public Layers(List<? extends PathSequence<T>> layers) {
    this.layers = List.copyOf(layers);
  }

  /// The entries at the next path, oldest first; empty after the last path. They are good until the
  /// next call.
  ///
  /// @throws OutOfOrderException if a layer is not in archive order
  public List<T> next() throws IOException {
    if (!started) {
      for (var layer : layers) {
        heads.add(layer.next());
      }
      started = true;
    } else {
      advanceLast();
    }
    return lowest();
  }

  private void advanceLast() throws IOException {
    for (int i = 0; i < heads.size(); i++) {
      T head = heads.get(i);
      if (head != null && !atLowest.isEmpty() && head.path().equals(atLowest.getFirst().path())) {
        T following = layers.get(i).next();
        if (following != null && following.path().compareTo(head.path()) <= 0) {
          throw new OutOfOrderException(head.path(), following.path());
        }
        heads.set(i, following);
      }
    }
  }

  private List<T> lowest() {
    var found = new ArrayList<T>();
    for (T head : heads) {
      if (head == null) {
        continue;
      }
      int order = found.isEmpty() ? 0 : head.path().compareTo(found.getFirst().path());
      if (order < 0) {
        found.clear();
      }
      if (order <= 0) {
        found.add(head);
      }
    }
    atLowest = found;
    return found;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (var layer : layers) {
      try {
        layer.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
