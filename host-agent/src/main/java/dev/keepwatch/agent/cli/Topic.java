package dev.keepwatch.agent.cli;

/// What options are about.
enum Topic {
  BACKUP("Backup"),
  RESTORE("Restore and listing"),
  VERIFY("Verification"),
  REPLICATE("Replication"),
  KEYS("Encryption and signatures"),
  ARCHIVE("Archive and cache"),
  STORAGE("Storage"),
  RUN("Configured jobs"),
  MONITOR("Monitor"),
  GENERAL("General");

  private final String heading;

  Topic(String heading) {
    this.heading = heading;
  }

  String heading() {
    return heading;
  }
}
