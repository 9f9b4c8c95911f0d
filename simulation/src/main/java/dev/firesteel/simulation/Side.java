package dev.firesteel.simulation;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.protocol.message.TaskInput;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.driver.DriverSide;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Notice;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.simulation.check.Invariant;
import dev.firesteel.simulation.check.Violation;
import dev.firesteel.simulation.lineage.ModelPlanner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The driver's side in a simulation: gives programs and inputs while a job needs them. */
final class Side implements DriverSide {
  private final ModelPlanner planner;
  private final Map<JobId, JobPlan> live = new HashMap<>();
  private final Set<BinaryId> inMachine = new HashSet<>();

  Side(ModelPlanner planner) {
    this.planner = planner;
  }

  /** A job is about to be submitted. */
  void submitted(JobPlan plan) {
    live.put(plan.job(), plan);
    for (StagePlan stage : plan.stages()) {
      inMachine.add(stage.program());
    }
  }

  @Override
  public void apply(Action.ToDriverSide action) {
    if (action instanceof Action.JobSucceeded done) {
      live.remove(done.job());
    } else if (action instanceof Action.JobFailed failed) {
      live.remove(failed.job());
    } else if (action instanceof Action.ForgetProgram forget) {
      inMachine.remove(forget.program());
    }
  }

  @Override
  public void tell(Notice notice) {}

  @Override
  public ToExecutor.DefineProgram program(BinaryId id) {
    boolean held =
        live.values().stream()
            .flatMap(job -> job.stages().stream())
            .anyMatch(stage -> stage.program().equals(id));
    if (!held && !inMachine.contains(id)) {
      throw new Violation(Invariant.NO_CRASH, id + " is sent though it was given back", null);
    }
    return new ToExecutor.DefineProgram(id, true, planner.bytes(id));
  }

  @Override
  public byte[] input(StageId stage, int partition) {
    boolean wanted =
        live.values().stream()
            .flatMap(job -> job.stages().stream())
            .anyMatch(s -> s.stage().equals(stage));
    if (!wanted) {
      throw new Violation(Invariant.NO_CRASH, stage + " runs for no job", null);
    }
    return TaskInput.encode(planner.inputs(stage, partition));
  }

  @Override
  public void broken(String what, Throwable cause) {
    throw cause instanceof Violation violation
        ? violation
        : new Violation(Invariant.NO_CRASH, what + ": " + cause, cause);
  }
}
