package dev.firesteel.scheduler.driver;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Notice;
import dev.firesteel.serialization.SplitWriter;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;

/** Brings answers and ends to the jobs that wait for them, and news to the listeners. */
final class JobDesk implements DriverSide {
  private final LiveJobs jobs;
  private final Planner planner;
  private final Programs programs;
  private final Accumulators accumulators;
  private final Listeners listeners;
  private final Course course;
  private final SplitWriter splits;
  private final StatusDesk status;

  JobDesk(
      LiveJobs jobs,
      Planner planner,
      Programs programs,
      Accumulators accumulators,
      Listeners listeners,
      Course course,
      SplitWriter splits,
      StatusDesk status) {
    this.jobs = jobs;
    this.planner = planner;
    this.programs = programs;
    this.accumulators = accumulators;
    this.listeners = listeners;
    this.course = course;
    this.splits = splits;
    this.status = status;
  }

  @Override
  public void apply(Action.ToDriverSide action) {
    if (action instanceof Action.Answer answer) {
      jobs.find(answer.job()).ifPresent(job -> job.answer(answer.partition(), answer.answer()));
    } else if (action instanceof Action.MergeAccumulators merge) {
      accumulators.offer(merge.jobs(), merge.states());
    } else if (action instanceof Action.JobSucceeded success) {
      course.jobSucceeded();
      end(success.job()).ifPresent(LiveJob::succeeded);
    } else if (action instanceof Action.JobFailed failure) {
      if (failure.category() != ErrorCategory.CANCELLED) {
        course.jobFailed(failure.message().lines().findFirst().orElse(""));
      }
      end(failure.job()).ifPresent(job -> fail(job, failure.category(), failure.message()));
    } else if (action instanceof Action.TellStatus answer) {
      status.answer(answer.request(), answer.status());
    } else if (action instanceof Action.ForgetProgram forget) {
      programs.unused(forget.program());
    }
    if (action instanceof Action.JobSucceeded success) {
      listeners.tell(listener -> listener.jobEnded(success.job(), true));
    } else if (action instanceof Action.JobFailed failure) {
      listeners.tell(listener -> listener.jobEnded(failure.job(), false));
    }
  }

  private Optional<LiveJob<?>> end(JobId id) {
    Optional<LiveJob<?>> job = jobs.remove(id);
    job.ifPresent(ended -> planner.release(ended.planned()));
    return job;
  }

  /** A remote stack trace is the cause, so that the message stays one that a person reads. */
  private static void fail(LiveJob<?> job, ErrorCategory category, String message) {
    int frames = message.indexOf("\n\tat ");
    if (frames < 0) {
      job.failed(category, message, null);
      return;
    }
    int end = message.indexOf('\n');
    job.failed(category, message.substring(0, end), new RemoteFailure(message.substring(end + 1)));
  }

  @Override
  public void broken(String what, Throwable cause) {
    LogManager.getLogger(JobDesk.class).fatal("The scheduler is broken: {}", what, cause);
    String message =
        "The session is broken: "
            + what
            + ": "
            + cause
            + " (a defect of Firesteel: please report it with the stack trace; open a new session)";
    status.end(message);
    for (LiveJob<?> job : jobs.refuse(ErrorCategory.INTERNAL, message, cause)) {
      end(job.id()).ifPresent(ended -> ended.failed(ErrorCategory.INTERNAL, message, cause));
      listeners.tell(listener -> listener.jobEnded(job.id(), false));
    }
  }

  @Override
  public ToExecutor.DefineProgram program(BinaryId id) {
    Programs.Program program = programs.program(id);
    return new ToExecutor.DefineProgram(program.id(), program.shareable(), program.bytes());
  }

  @Override
  public byte[] input(StageId stage, int partition) {
    StageLineage lineage = jobs.lineage(stage);
    if (lineage == null) {
      throw new IllegalStateException(stage + " is of no running job");
    }
    return lineage.input(partition, splits);
  }

  @Override
  public void tell(Notice notice) {
    listeners.tell(listener -> listener.notice(notice));
  }
}
