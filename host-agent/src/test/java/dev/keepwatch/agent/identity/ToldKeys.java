package dev.keepwatch.agent.identity;

import java.nio.file.Path;
import java.util.List;

/// Writes down what is told.
class ToldKeys implements KeyListener {

  private final List<String> told;

  ToldKeys(List<String> told) {
    this.told = told;
  }

  @Override
  public void issued(String id) {
    told.add("issued " + id);
  }

  @Override
  public void proven(String id) {
    told.add("proven " + id);
  }

  @Override
  public void takenUp(String id, Path file) {
    told.add("taken up " + id);
  }

  @Override
  public void deactivated(String id) {
    told.add("deactivated " + id);
  }

  @Override
  public void reactivated(String id) {
    told.add("reactivated " + id);
  }

  @Override
  public void deleted(String id) {
    told.add("deleted " + id);
  }
}
