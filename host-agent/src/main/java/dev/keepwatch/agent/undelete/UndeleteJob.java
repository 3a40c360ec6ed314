package dev.keepwatch.agent.undelete;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.Undeletion;
import dev.keepwatch.format.naming.NamingScheme;
import java.time.Instant;

/// Takes deletions back, volumes first and manifests last: a run that breaks off leaves sets that
/// are visibly incomplete, and the next one goes on.
public final class UndeleteJob {

  private final Undeletion storage;
  private final NamingScheme names;
  private final UndeleteListener listener;

  public UndeleteJob(Undeletion storage, NamingScheme names, UndeleteListener listener) {
    this.storage = storage;
    this.names = names;
    this.listener = listener;
  }

  /// @param since deletions that are not older than this are taken back
  /// @param really whether they are, or are only told
  public UndeleteResult run(Instant since, boolean really) throws StorageException {
    var builder = new UndeletePlan.Builder(since, names);
    boolean versions = storage.look(builder::add);
    var plan = builder.build();
    listener.planned(plan);
    int returned = 0;
    if (really) {
      for (var file : plan.returning()) {
        for (var marker : file.markers()) {
          storage.remove(marker);
        }
        returned++;
        listener.returned(file);
      }
    }
    return new UndeleteResult(plan, versions, returned);
  }
}
