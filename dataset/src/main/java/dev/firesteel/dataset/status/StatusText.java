package dev.firesteel.dataset.status;

import java.util.List;
import java.util.Locale;

/** Writes a status for people. */
final class StatusText {
  private final StringBuilder text = new StringBuilder();

  private StatusText() {}

  static String of(SessionStatus status) {
    StatusText writer = new StatusText();
    writer.session(status);
    return writer.text.toString();
  }

  private void session(SessionStatus status) {
    line(0, "session " + word(status.state()) + ", " + count(status.jobs().size(), "job"));
    locality(1, status.locality());
    if (!status.lostWork().equals(LostWork.NONE)) {
      line(1, "lost work: " + status.lostWork().text());
    }
    status.jobs().forEach(this::job);
    int slots = status.executors().stream().mapToInt(ExecutorStatus::slots).sum();
    int busy = status.executors().stream().mapToInt(ExecutorStatus::running).sum();
    line(
        0,
        count(status.executors().size(), "executor")
            + ", "
            + busy
            + " of "
            + count(slots, "slot")
            + " busy");
    status.executors().forEach(this::executor);
    status.demand().forEach(this::demand);
  }

  private void job(JobStatus job) {
    StringBuilder about = new StringBuilder();
    job.options().pool().ifPresent(pool -> about.append(", pool ").append(pool));
    job.options().group().ifPresent(group -> about.append(", group ").append(group));
    if (!job.options().tags().isEmpty()) {
      about.append(", tags ").append(String.join(" ", job.options().tags()));
    }
    line(
        0,
        job.job()
            + " ("
            + job.description()
            + ") for "
            + TimeSpan.text(job.age())
            + ", "
            + job.answered()
            + " of "
            + count(job.partitions(), "partition")
            + " answered"
            + about);
    locality(1, job.locality());
    job.stages().forEach(this::stage);
  }

  private void stage(StageStatus stage) {
    TaskCounts tasks = stage.tasks();
    String how =
        tasks.equals(TaskCounts.NONE)
            ? "has not begun"
            : tasks.done()
                + " of "
                + count(tasks.total(), "task")
                + " done, "
                + tasks.running()
                + " running, "
                + tasks.pending()
                + " pending"
                + (tasks.failedAttempts() == 0
                    ? ""
                    : ", " + count(tasks.failedAttempts(), "failed attempt"));
    String again = stage.heldBack() == 0 ? "" : ", held back " + times(stage.heldBack());
    line(1, stage.stage() + " '" + stage.name() + "' " + how + again);
    locality(2, stage.locality());
    if (stage.state() == StageStatus.State.WAITING) {
      stage.waits().forEach(reason -> line(2, reason.why()));
    } else {
      reasons(2, "task", stage.waits());
    }
  }

  /** Nothing where no input is anywhere in particular. */
  private void locality(int depth, LocalityStatus locality) {
    if (locality.preferring() > 0) {
      line(depth, "tasks finished: " + locality.text());
      locality.reasons().forEach(reason -> line(depth + 1, reason));
    }
  }

  private void executor(ExecutorStatus executor) {
    String hand =
        executor.slots() == 0
            ? ""
            : ", "
                + executor.running()
                + " of "
                + count(executor.slots(), "slot")
                + " busy"
                + (executor.queued() == 0 ? "" : ", " + executor.queued() + " queued");
    line(
        1,
        executor.executor()
            + " at "
            + executor.host()
            + " "
            + executor.state()
            + hand
            + executor.excluded().map(why -> ", excluded: " + why).orElse(""));
  }

  private void demand(DemandStatus demand) {
    line(
        0,
        "wanted: "
            + count(demand.wanted(), "executor")
            + " of "
            + demand.executor()
            + "; "
            + demand.ready()
            + " ready, "
            + demand.starting()
            + " starting, "
            + demand.missing()
            + " missing");
    reasons(1, "executor", demand.reasons());
  }

  private void reasons(int depth, String what, List<WaitReason> reasons) {
    for (WaitReason reason : reasons) {
      String verb = reason.count() == 1 ? " waits: " : " wait: ";
      line(depth, count(reason.count(), what) + verb + reason.why());
    }
  }

  private void line(int depth, String words) {
    text.append("  ".repeat(depth)).append(words).append('\n');
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
