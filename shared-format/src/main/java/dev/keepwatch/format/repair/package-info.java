/// What of an archive's damage can be made good, and what helps against the rest.
///
/// [RepairPlan] says which lost manifests and signatures can be rebuilt and why others cannot, from
/// names alone; [Advice] says for each defect what an operator does next. Nothing here reads or
/// writes.
@NullMarked
package dev.keepwatch.format.repair;

import org.jspecify.annotations.NullMarked;
