package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.ByteCount;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.repair.RepairListener;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.repair.Hopeless;
import dev.keepwatch.format.repair.Repair;
import dev.keepwatch.format.repair.RepairPlan;
import java.io.IOException;
import java.util.List;

/// Tells what can be repaired, and how that goes.
final class RepairTalk implements RepairListener {

  private final Terminal terminal;

  RepairTalk(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void notice(String text) {
    terminal.notice(text);
  }

  @Override
  public void planned(RepairPlan plan) {
    plan.repairs().forEach(repair -> terminal.notice(words(repair)));
    plan.hopeless().forEach(one -> terminal.warning(words(one)));
  }

  private static String words(Repair repair) {
    var read = repair.part() == Repair.Part.MANIFEST ? List.of(repair.set()) : repair.chain();
    long volumes = read.stream().mapToLong(BackupSet::volumeCount).sum();
    long bytes = read.stream().mapToLong(BackupSet::sizeBytes).sum();
    return "%s can be rebuilt from %s (%s)."
        .formatted(
            capital(repair.toString()),
            Count.of(volumes, "volume", "volumes"),
            ByteCount.words(bytes));
  }

  private static String words(Hopeless one) {
    return capital(one.toString()) + ".";
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  @Override
  public void read(String volumeName) {
    terminal.info("Read " + volumeName);
    terminal.progress(volumeName + " is read");
  }

  @Override
  public void repaired(Repair repair, String fileName) {
    terminal.notice("Rebuilt %s: %s is stored.".formatted(repair, fileName));
  }

  @Override
  public void failed(Repair repair, IOException why) {
    terminal.warning(capital(repair + ": " + Failure.words(why)));
  }
}
