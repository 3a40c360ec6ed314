package dev.keepwatch.agent.gate;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// All that a gate has decided, in order. What does not stand here has not been asked.
public final class Ledger {

  private final List<Decision> decisions = new CopyOnWriteArrayList<>();

  void add(Decision decision) {
    decisions.add(decision);
  }

  public List<Decision> decisions() {
    return List.copyOf(decisions);
  }

  /// What was refused.
  public List<Decision> refusals() {
    return decisions.stream().filter(decision -> !decision.verdict().letsThrough()).toList();
  }

  /// The actions that somebody was let do.
  public Set<String> allowed(String who) {
    return decisions.stream()
        .filter(decision -> decision.who().equals(who) && decision.verdict().letsThrough())
        .map(Decision::action)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// A new page: what was decided before is forgotten.
  public void clear() {
    decisions.clear();
  }
}
