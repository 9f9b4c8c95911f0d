package dev.firesteel.scheduler.driver;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.id.JobId;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.TimeSpan;
import dev.firesteel.scheduler.health.Exclusion;
import dev.firesteel.scheduler.machine.Notice;
import java.time.Duration;
import org.apache.logging.log4j.CloseableThreadContext;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Writes one log line for each notice, with the ids in the thread context. */
public final class NoticeLog implements SchedulerListener {
  private final Logger log = LogManager.getLogger("dev.firesteel.scheduler");

  /** A log of one session. */
  public NoticeLog() {}

  @Override
  public void jobStarted(JobId job, String description, int stages) {
    if (log.isDebugEnabled()) {
      try (var context = CloseableThreadContext.put("job", job.toString())) {
        log.debug("{} started: {}, {} stages", job, description, stages);
      }
    }
  }

  @Override
  public void notice(Notice notice) {
    if (notice instanceof Notice.StageStarted started) {
      if (log.isDebugEnabled()) {
        started(started);
      }
    } else if (notice instanceof Notice.StageEnded ended) {
      if (log.isDebugEnabled()) {
        try (var context = CloseableThreadContext.put("stage", ended.stage().toString())) {
          log.debug("{} ended: {}", ended.stage(), ended.how());
        }
      }
    } else if (notice instanceof Notice.JobRan ran) {
      ran(ran);
    } else if (notice instanceof Notice.SessionRan ran) {
      if (ran.locality().preferring() > 0) {
        log.info("Tasks of the session: {}{}", ran.locality().text(), reasons(ran.locality()));
      }
    } else if (notice instanceof Notice.TaskFailed failed) {
      failed(failed);
    } else if (notice instanceof Notice.TaskSpeculated copied) {
      speculated(copied);
    } else if (notice instanceof Notice.ExecutorAvoided avoided) {
      log.warn(
          "{} avoids executor {}: {} of its tasks failed there",
          avoided.stage(),
          avoided.executor(),
          avoided.tasks());
    } else if (notice instanceof Notice.Excluded excluded) {
      Exclusion exclusion = excluded.exclusion();
      log.warn(
          "Excluded {} for {}: {}",
          exclusion.place(),
          TimeSpan.text(Duration.ofMillis(exclusion.leftMillis(excluded.now()))),
          exclusion.why());
    } else if (notice instanceof Notice.ExclusionEnded ended) {
      log.info("No longer excluded: {}: {}", ended.exclusion().place(), ended.why());
    } else if (notice instanceof Notice.ExecutorJoined joined) {
      try (var context = CloseableThreadContext.put("executor", joined.executor().value())) {
        log.info(
            "Executor {} joined on {} with {} slots",
            joined.executor(),
            joined.host(),
            joined.slots());
      }
    } else if (notice instanceof Notice.TasksStuck stuck) {
      try (var context = CloseableThreadContext.put("executor", stuck.executor().value())) {
        log.warn(
            "Executor {} is replaced: {} ran on after being cancelled",
            stuck.executor(),
            stuck.tasks());
      }
    } else if (notice instanceof Notice.ExecutorDrains drains) {
      try (var context = CloseableThreadContext.put("executor", drains.executor().value())) {
        log.info("Executor {} shall go: {}", drains.executor(), drains.why());
      }
    } else if (notice instanceof Notice.ExecutorStays stays) {
      try (var context = CloseableThreadContext.put("executor", stays.executor().value())) {
        log.info("Executor {} stays: {}", stays.executor(), stays.why());
      }
    } else if (notice instanceof Notice.ExecutorGone gone) {
      gone(gone);
    } else if (notice instanceof Notice.NoPlaceForCopies alone) {
      log.warn(
          "Partitions of {} have one copy instead of two: {} is the only executor",
          alone.dataset(),
          alone.executor());
    } else if (notice instanceof Notice.Waiting waiting) {
      log.warn("Nothing moves: {}", String.join("; ", waiting.reasons()));
    }
  }

  private void started(Notice.StageStarted started) {
    try (var context =
        CloseableThreadContext.put("stage", started.stage().toString())
            .put("job", started.job().toString())) {
      log.debug(
          "{} started for {}: {}, {} tasks, attempt {}",
          started.stage(),
          started.job(),
          started.name(),
          started.tasks(),
          started.attempt());
    }
  }

  /** Worth a line for everybody where tasks ran away from their input. */
  private void ran(Notice.JobRan ran) {
    Level level = ran.locality().away() > 0 ? Level.INFO : Level.DEBUG;
    if (log.isEnabled(level)) {
      try (var context = CloseableThreadContext.put("job", ran.job().toString())) {
        log.log(
            level, "Tasks of {}: {}{}", ran.job(), ran.locality().text(), reasons(ran.locality()));
      }
    }
  }

  private static String reasons(LocalityStatus locality) {
    return locality.reasons().isEmpty() ? "" : "; " + String.join("; ", locality.reasons());
  }

  private void failed(Notice.TaskFailed failed) {
    try (var context =
        CloseableThreadContext.put("stage", failed.stage().toString())
            .put("task", failed.task().toString())
            .put("executor", failed.executor().value())) {
      log.warn(
          "{} of {} failed on {} at {} (partition {}, attempt {}): {}",
          failed.task(),
          failed.stage(),
          failed.executor(),
          failed.host(),
          failed.partition(),
          failed.attempt(),
          firstLine(failed.error()));
      log.debug("{} failed with {}", failed.task(), failed.error());
    }
  }

  private void speculated(Notice.TaskSpeculated copied) {
    try (var context =
        CloseableThreadContext.put("stage", copied.stage().toString())
            .put("task", copied.copy().toString())
            .put("executor", copied.copyOn().value())) {
      log.info(
          "{} of {} (partition {}) on {} is copied as {} on {}: {}",
          copied.slow(),
          copied.stage(),
          copied.partition(),
          copied.slowOn(),
          copied.copy(),
          copied.copyOn(),
          copied.why());
    }
  }

  /** The job's own failure tells the whole stack trace of the first; its repetitions need not. */
  private static String firstLine(String error) {
    int end = error.indexOf('\n');
    return end < 0 ? error : error.substring(0, end);
  }

  private void gone(Notice.ExecutorGone gone) {
    LossReason reason = gone.reason();
    try (var context = CloseableThreadContext.put("executor", gone.executor().value())) {
      if (reason.cause().fault() == LossCause.Fault.NOBODY) {
        log.info("Executor {} is gone: {}", gone.executor(), reason.diagnostics());
      } else {
        log.warn(
            "Executor {} is lost ({}): {}", gone.executor(), reason.cause(), reason.diagnostics());
      }
    }
  }
}
