package dev.firesteel.scheduler.driver;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.StageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that were submitted and have not ended, and the lineages of their stages. Safe for any
 * thread.
 */
final class LiveJobs {
  private final Map<JobId, LiveJob<?>> jobs = new HashMap<>();
  private final Map<StageId, Users> stages = new HashMap<>();
  private @Nullable Refusal refusal;

  /** Why no job is taken any more. */
  private record Refusal(ErrorCategory category, String message, @Nullable Throwable cause) {}

  private static final class Users {
    final StageLineage lineage;
    int jobs;

    Users(StageLineage lineage) {
      this.lineage = lineage;
    }
  }

  /** Adds a job, or fails it at once if none are taken any more. */
  boolean add(LiveJob<?> job) {
    Refusal why;
    synchronized (this) {
      why = refusal;
      if (why == null) {
        jobs.put(job.id(), job);
        for (StageLineage lineage : job.planned().stages()) {
          Users users = stages.get(lineage.stage());
          if (users == null) {
            users = new Users(lineage);
            stages.put(lineage.stage(), users);
          }
          users.jobs++;
        }
        return true;
      }
    }
    job.failed(why.category, why.message, why.cause);
    return false;
  }

  synchronized Optional<LiveJob<?>> find(JobId job) {
    return Optional.ofNullable(jobs.get(job));
  }

  synchronized @Nullable StageLineage lineage(StageId stage) {
    Users users = stages.get(stage);
    return users == null ? null : users.lineage;
  }

  /** Takes a job out, if it has not ended before. */
  synchronized Optional<LiveJob<?>> remove(JobId id) {
    LiveJob<?> job = jobs.remove(id);
    if (job != null) {
      for (StageLineage lineage : job.planned().stages()) {
        Users users = stages.get(lineage.stage());
        if (users != null && --users.jobs == 0) {
          stages.remove(lineage.stage());
        }
      }
    }
    return Optional.ofNullable(job);
  }

  /** Takes no jobs from now on; answers those that had not ended. Only the first reason counts. */
  synchronized List<LiveJob<?>> refuse(
      ErrorCategory category, String message, @Nullable Throwable cause) {
    if (refusal == null) {
      refusal = new Refusal(category, message, cause);
    }
    return List.copyOf(jobs.values());
  }
}
