package dev.keepwatch.agent.repair;

import dev.keepwatch.format.repair.Repair;
import dev.keepwatch.format.repair.RepairPlan;
import java.io.IOException;

/// Hears how a repair goes.
public interface RepairListener {

  /// Something that somebody should know, without being an error.
  void notice(String text);

  /// What can be repaired and what cannot; told before anything is.
  void planned(RepairPlan plan);

  /// A volume was read and is sound in itself.
  void read(String volumeName);

  /// A lost file is back.
  void repaired(Repair repair, String fileName);

  /// A lost file could not be rebuilt after all. The message says why.
  void failed(Repair repair, IOException why);
}
