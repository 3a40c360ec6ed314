package dev.keepwatch.agent.thaw;

import dev.keepwatch.agent.storage.ArchivedFile;
import dev.keepwatch.agent.storage.Storage;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

/// Sees, before a job reads, that what it needs can be read.
public final class FrozenFiles {

  private final Storage storage;
  private final boolean onlyPlans;

  private FrozenFiles(Storage storage, boolean onlyPlans) {
    this.storage = storage;
    this.onlyPlans = onlyPlans;
  }

  /// For a job that is to go on if everything can be read.
  public static FrozenFiles of(Storage storage) {
    return new FrozenFiles(storage, false);
  }

  /// For a job that is to end when it is known what it needs.
  public static FrozenFiles planning(Storage storage) {
    return new FrozenFiles(storage, true);
  }

  /// Whether the job is to end when it is known what it needs.
  public boolean onlyPlans() {
    return onlyPlans;
  }

  /// Looks at what has to be read to know what else.
  ///
  /// @throws FrozenException if something of it is frozen
  public void requireContents(Collection<String> names) throws IOException {
    require(names, false);
  }

  /// Looks at everything else.
  ///
  /// @throws FrozenException if something of it is frozen, or only a plan is wanted
  public void requireAll(Collection<String> names) throws IOException {
    require(names, true);
  }

  private void require(Collection<String> names, boolean whole) throws IOException {
    var wanted = new HashSet<>(names);
    var found = new LinkedHashMap<String, ArchivedFile>();
    var thawing = storage.thawing();
    if (thawing.isPresent() && !wanted.isEmpty()) {
      thawing.get().look(wanted::contains, file -> found.put(file.name(), file));
    }
    var plan = new ThawPlan(wanted.size(), whole, List.copyOf(found.values()));
    if (!plan.isReadable() || (whole && onlyPlans)) {
      throw new FrozenException(plan);
    }
  }
}
