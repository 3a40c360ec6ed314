/// What stands in the account: a stack for each host and one for the monitor.
///
/// 1. [InfraApp] finds and reads `fleet.yaml`.
/// 2. [FleetStacks] makes the stacks of it: [HostStack] for each host, [MonitorStack] once.
/// 3. A host's stack is a [BackupBucket] with its [BucketRules], a [HostIdentity] with
///    [HostPermissions] there, a [HistoryGuard] over both, and a [RestoreRole] for operators.
/// 4. The monitor's stack is a [MonitorFunction] deployed from [MonitorCode], which tells it by an
///    [Inventory] what to watch; its [MonitorPermissions] and [MonitorState]; a [MonitorSchedule],
///    and [MonitorAlarms] for the day when it is silent.
///
/// Nothing here calls the cloud: the outcome is templates, which `cdk` deploys. It uses none of the
/// other modules; what they agree on are names (tag, handler, environment, inventory), and a test
/// of each side holds them.
@NullMarked
package dev.keepwatch.infra;

import org.jspecify.annotations.NullMarked;
