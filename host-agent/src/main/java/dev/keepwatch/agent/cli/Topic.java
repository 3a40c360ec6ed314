package dev.keepwatch.agent.cli;

/// What options are about.
enum Topic {
  BACKUP("Backup"),
  SET("What stands beside the data"),
  RESTORE("Restore, listing and status"),
  VERIFY("Verification"),
  HINDSIGHT("After a break-in"),
  THAW("Archive classes"),
  CLEANUP("Cleaning up"),
  REPAIR("Repair"),
  REPLICATE("Replication"),
  UNDELETE("Bringing back"),
  KEYS("Encryption and signatures"),
  ARCHIVE("Archive and cache"),
  STORAGE("Storage"),
  AWS_KEYS("Access keys of AWS"),
  INIT("A new configuration"),
  RUN("Configured jobs"),
  MONITOR("Monitor"),
  OUTPUT("Output"),
  GENERAL("General");

  private final String heading;

  Topic(String heading) {
    this.heading = heading;
  }

  String heading() {
    return heading;
  }
}
