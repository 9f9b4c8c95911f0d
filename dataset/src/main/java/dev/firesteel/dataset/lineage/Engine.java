package dev.firesteel.dataset.lineage;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.shared.SharedFiles;
import dev.firesteel.dataset.status.SessionStatus;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What runs jobs: the engine behind a session. Safe for any thread. */
public interface Engine extends AutoCloseable {
  /** The application's id. */
  ApplicationId application();

  /** The effective settings. */
  Config config();

  /**
   * A file of the application, or the directory of an unpacked archive, on the driver.
   *
   * @throws dev.firesteel.api.error.FiresteelException if none has this name, or it cannot be
   *     brought to this machine
   */
  default Path file(String name) {
    return SharedFiles.find(config(), name);
  }

  /**
   * Partitions where nothing else says: the setting, or all cores of the executors and at least 2.
   */
  int defaultParallelism();

  /**
   * Starts a job and returns at once; planning errors are thrown here. The engine keeps the
   * request's lineage reachable until the job has ended, so that its shuffles are not forgotten.
   */
  <T extends @Nullable Object, P extends @Nullable Object> RunningJob<P> submit(
      JobRequest<T, P> request);

  /** Cancels a job; nothing happens if it has ended. */
  void cancel(JobId job, String why);

  /** Cancels all jobs of a group, also none. */
  void cancelGroup(String group, String why);

  /** Cancels all jobs that have a tag, also none. */
  void cancelTag(String tag, String why);

  /** How the session is now; completes exceptionally if the engine is closed meanwhile. */
  CompletionStage<SessionStatus> status();

  /**
   * Lets an executor go once it is empty, within {@code firesteel.executor.decommission-timeout};
   * nothing happens if it is not there.
   */
  void decommission(ExecutorId executor, String why);

  /** Forgets the kept partitions of a dataset. */
  void unpersist(DatasetId dataset);

  /**
   * A shuffle can never be read again: its files may go. Called when the lineage that knows it is
   * unreachable.
   */
  void forgetShuffle(ShuffleId shuffle);

  /** Makes a value available to tasks; serialized now. */
  BroadcastId broadcast(@Nullable Object value);

  /** Frees a broadcast everywhere. */
  void destroyBroadcast(BroadcastId broadcast);

  /** Makes an accumulator known, so that finished tasks' states reach it. */
  void register(Accumulator<?, ?, ?> accumulator);

  /**
   * Runs something after all jobs and executors have ended, on whatever way the engine is closed;
   * at once if it is closed.
   */
  void atClose(Runnable cleanUp);

  /**
   * Ends all jobs, executors and files of the session. Idempotent. Whoever runs the executors is
   * told that the application failed if the last job to end failed, else that it succeeded.
   */
  @Override
  void close();
}
