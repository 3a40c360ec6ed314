package dev.keepwatch.agent.storage;

final class MemoryStorageTest extends StorageContract {

  @Override
  protected Storage emptyArchive() {
    return new MemoryStorage();
  }
}
