package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.dataset.lineage.JobRequest;
import dev.firesteel.scheduler.plan.JobPlan;
import java.util.List;

/**
 * A job's plan and what the driver keeps for it until the job ends.
 *
 * @param plan the plan
 * @param stages the lineages of its stages
 * @param programs the programs that are held for it
 * @param request what was asked for; held so that nothing that its functions use becomes
 *     unreachable while it runs
 */
record PlannedJob(
    JobPlan plan, List<StageLineage> stages, List<BinaryId> programs, JobRequest<?, ?> request) {}
