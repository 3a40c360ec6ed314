package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.delta.Change;
import dev.keepwatch.format.archive.ArchivePath;

/// Passes everything on and counts the errors.
final class CountingListener implements BackupListener {

  private final BackupListener listener;
  private long errors;
  private long passedOver;
  private ArchivePath examplePassedOver = ArchivePath.root();

  CountingListener(BackupListener listener) {
    this.listener = listener;
  }

  /// An interrupted run had these already.
  void addErrors(long before) {
    errors += before;
  }

  long errors() {
    return errors;
  }

  @Override
  public void unreadable(ArchivePath path, String reason) {
    errors++;
    listener.unreadable(path, reason);
  }

  @Override
  public void skipped(ArchivePath path, String reason) {
    listener.skipped(path, reason);
  }

  @Override
  public void passedOver(ArchivePath path) {
    examplePassedOver = passedOver == 0 ? path : examplePassedOver;
    passedOver++;
  }

  /// Tells of what was left out though no rule asked for it.
  void tellPassedOver() {
    if (passedOver > 0) {
      listener.warning(
          "%d files that no rule speaks of are left out, %s among them, as duplicity does where an include could have matched: end the rules with --exclude '**' if that is meant, or with --include '**' --exclude '**' to back them up"
              .formatted(passedOver, examplePassedOver));
    }
  }

  @Override
  public void notice(String text) {
    listener.notice(text);
  }

  @Override
  public void warning(String text) {
    listener.warning(text);
  }

  @Override
  public void progress(Change change, long sourceBytes) {
    listener.progress(change, sourceBytes);
  }

  @Override
  public void stored(String name, long sizeBytes) {
    listener.stored(name, sizeBytes);
  }
}
