package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.scheduler.plan.JobPlan;
import java.util.List;

/**
 * A job's plan and what the driver keeps for it until the job ends.
 *
 * @param plan the plan
 * @param stages the lineages of its stages
 * @param programs the programs that are held for it
 */
record PlannedJob(JobPlan plan, List<StageLineage> stages, List<BinaryId> programs) {}
