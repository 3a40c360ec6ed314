/// Rebuilds what an archive has lost beside its data: manifests and signatures. Only new names are
/// written.
///
/// 1. `RepairPlan` says from the listing what can be rebuilt; [RepairJob] tells it, and does it
///    only if it is asked to, oldest set first.
/// 2. [ManifestRepair] reads the volumes of a set (`VolumeScan`) and writes down what they hold;
///    the set's signatures must tell of the same entries ([SignatureProof]), or volumes lack.
/// 3. [SignatureRepair] puts the files of a set together from the chain and computes their sums as
///    a backup does (`EntrySums`).
/// 4. [RebuiltFiles] seals and stores; what the local cache still has goes before what is rebuilt.
@NullMarked
package dev.keepwatch.agent.repair;

import org.jspecify.annotations.NullMarked;
