package dev.firesteel.scheduler.machine;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.dag.Job;
import dev.firesteel.scheduler.dag.JobState;
import dev.firesteel.scheduler.dag.ShuffleOutputs;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.Collection;
import java.util.List;

/** Begins, answers and ends jobs. */
final class JobFlow {
  private final World world;
  private final StageFlow stages;
  private final CopyFlow copies;

  JobFlow(World world, StageFlow stages, CopyFlow copies) {
    this.world = world;
    this.stages = stages;
    this.copies = copies;
  }

  void submit(JobPlan plan) {
    Job job = new Job(plan, world.now);
    if (world.jobs.putIfAbsent(job.id(), job) != null) {
      throw new IllegalStateException("Cannot submit " + job.id() + ": it is active already");
    }
    for (StagePlan stage : plan.stages()) {
      world.programs.use(stage.program());
      for (StagePlan.Persisted persisted : stage.persisted()) {
        world.forgottenDatasets.remove(persisted.dataset());
        world.kept.persisted(persisted.dataset(), persisted.level());
      }
      if (stage.output() instanceof StageOutput.Shuffle shuffle) {
        world.shuffles.of(shuffle.shuffle(), stage.partitions().length).use();
      }
    }
    world.progressAt = world.now;
    if (job.complete()) {
      succeed(job);
    } else {
      world.deadlines.begun(job);
      stages.begin(job);
    }
  }

  /** The time of a job or a stage is over. */
  void timeOut() {
    world.deadlines.due();
    for (Job job : world.deadlines.overdueJobs()) {
      fail(job, ErrorCategory.RESOURCES, Messages.tooLong(job, world.deadlines.limit(job)));
    }
    for (Stage stage : world.deadlines.overdueStages()) {
      for (Job job : List.copyOf(stage.jobs())) {
        fail(
            job,
            ErrorCategory.RESOURCES,
            Messages.tooLong(job, stage, world.settings.jobs().stageTimeout()));
      }
    }
    world.deadlines.arm();
  }

  /** A partition of a job is answered. */
  void answered(Job job, int partition, byte[] answer) {
    job.answered(answer.length);
    if (job.tooLarge()) {
      fail(job, ErrorCategory.RESOURCES, Messages.tooLarge(job));
    } else {
      world.out.add(new Action.Answer(job.id(), partition, answer));
    }
  }

  void succeed(Job job) {
    job.move(JobState.SUCCEEDED);
    end(job, "not needed any more");
    world.out.add(new Action.JobSucceeded(job.id()));
  }

  void fail(Job job, ErrorCategory category, String message) {
    job.move(JobState.FAILED);
    end(job, category == ErrorCategory.CANCELLED ? "cancelled" : "its job failed");
    world.out.add(new Action.JobFailed(job.id(), category, message));
  }

  void failAll(Collection<Job> jobs, ErrorCategory category, String message) {
    List.copyOf(jobs).forEach(job -> fail(job, category, message));
  }

  void cancel(JobId id, String why) {
    Job job = world.jobs.get(id);
    if (job != null) {
      fail(job, ErrorCategory.CANCELLED, Messages.cannotFinish(job, "cancelled: " + why));
    }
  }

  void cancelGroup(String group, String why) {
    for (Job job : List.copyOf(world.jobs.values())) {
      if (job.plan().options().group().filter(group::equals).isPresent()) {
        cancel(job.id(), why);
      }
    }
  }

  void cancelTag(String tag, String why) {
    for (Job job : List.copyOf(world.jobs.values())) {
      if (job.plan().options().tags().contains(tag)) {
        cancel(job.id(), why);
      }
    }
  }

  private void end(Job job, String how) {
    world.jobs.remove(job.id());
    world.deadlines.ended(job);
    stages.release(job, how);
    world.out.tell(new Notice.JobRan(job.id(), job.locality().status()));
    for (StagePlan stage : job.plan().stages()) {
      stages.releaseProgram(stage.program());
    }
    for (ShuffleId shuffle : job.writers().keySet()) {
      ShuffleOutputs outputs = world.shuffles.find(shuffle);
      if (outputs != null) {
        outputs.release();
        forgetIfUseless(outputs);
      }
    }
  }

  /** No later job reads a shuffle; it goes when the last active one has ended. */
  void forget(ShuffleId shuffle) {
    ShuffleOutputs outputs = world.shuffles.find(shuffle);
    if (outputs != null) {
      outputs.forget();
      forgetIfUseless(outputs);
    }
  }

  private void forgetIfUseless(ShuffleOutputs outputs) {
    if (!outputs.useless()) {
      return;
    }
    world.shuffles.remove(outputs.shuffle());
    copies.forgotten(outputs.shuffle());
    for (Executor executor : outputs.touched()) {
      executor.outputVersions().remove(outputs.shuffle());
      if (executor.attached()) {
        world.out.send(executor.id(), new ToExecutor.ForgetShuffle(outputs.shuffle()));
      }
    }
  }
}
