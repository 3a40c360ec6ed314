package dev.keepwatch.agent.cli;

import java.util.EnumMap;
import java.util.Map;

/// Everything that can be given with `-` in front.
///
/// @param backup what is backed up
/// @param set what stands beside the data
/// @param restore what is brought back
/// @param verify what is compared
/// @param hindsight what must not be believed
/// @param thaw what is done with files in archive classes
/// @param cleanup what interrupted runs have left
/// @param repair what rebuilt files say
/// @param replicate what the copy is like
/// @param undelete what comes back
/// @param keys encryption and signatures
/// @param archive names and cache
/// @param storage S3
/// @param awsKeys access keys of AWS
/// @param init a new configuration
/// @param run configured jobs
/// @param monitor the monitor
/// @param output what is said
/// @param general what every command has
record Options(
    BackupOptions backup,
    SetOptions set,
    RestoreOptions restore,
    VerifyOptions verify,
    HindsightOptions hindsight,
    ThawOptions thaw,
    CleanupOptions cleanup,
    RepairOptions repair,
    ReplicateOptions replicate,
    UndeleteOptions undelete,
    KeyOptions keys,
    ArchiveOptions archive,
    StorageOptions storage,
    AwsKeyOptions awsKeys,
    InitOptions init,
    RunOptions run,
    MonitorOptions monitor,
    OutputOptions output,
    GeneralOptions general) {

  static Options unset() {
    return new Options(
        new BackupOptions(),
        new SetOptions(),
        new RestoreOptions(),
        new VerifyOptions(),
        new HindsightOptions(),
        new ThawOptions(),
        new CleanupOptions(),
        new RepairOptions(),
        new ReplicateOptions(),
        new UndeleteOptions(),
        new KeyOptions(),
        new ArchiveOptions(),
        new StorageOptions(),
        new AwsKeyOptions(),
        new InitOptions(),
        new RunOptions(),
        new MonitorOptions(),
        new OutputOptions(),
        new GeneralOptions());
  }

  /// The options of each topic, in the order in which the help shows them.
  Map<Topic, Object> byTopic() {
    var topics = new EnumMap<Topic, Object>(Topic.class);
    topics.put(Topic.BACKUP, backup);
    topics.put(Topic.SET, set);
    topics.put(Topic.RESTORE, restore);
    topics.put(Topic.VERIFY, verify);
    topics.put(Topic.HINDSIGHT, hindsight);
    topics.put(Topic.THAW, thaw);
    topics.put(Topic.CLEANUP, cleanup);
    topics.put(Topic.REPAIR, repair);
    topics.put(Topic.REPLICATE, replicate);
    topics.put(Topic.UNDELETE, undelete);
    topics.put(Topic.KEYS, keys);
    topics.put(Topic.ARCHIVE, archive);
    topics.put(Topic.STORAGE, storage);
    topics.put(Topic.AWS_KEYS, awsKeys);
    topics.put(Topic.INIT, init);
    topics.put(Topic.RUN, run);
    topics.put(Topic.MONITOR, monitor);
    topics.put(Topic.OUTPUT, output);
    topics.put(Topic.GENERAL, general);
    return topics;
  }
}
