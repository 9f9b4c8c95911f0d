package dev.firesteel.scheduler.driver;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.ElasticKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.dataset.lineage.Engine;
import dev.firesteel.dataset.lineage.JobRequest;
import dev.firesteel.dataset.lineage.RunningJob;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.status.SessionStatus;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.loop.LoopThread;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.serialization.RecordSerializer;
import dev.firesteel.serialization.SplitWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/** The engine of one session: the scheduler's machine with all that surrounds it. */
public final class Driver implements Engine {
  private static final long STOP_SECONDS = 20;

  private final DriverSettings settings;
  private final DriverParts parts;
  private final Listeners listeners;
  private final AnswerThreads answerThreads = new AnswerThreads();
  private final Serializers serializers;
  private final Programs programs = new Programs();
  private final LiveJobs jobs = new LiveJobs();
  private final StatusDesk statusDesk = new StatusDesk(this::post);
  private final Course course = new Course();
  private final Planner planner;
  private final Accumulators accumulators;
  private final DriverLoop loop;
  private final LoopThread thread;
  private final CleanUps atClose = new CleanUps();
  private final AtomicInteger nextJob = new AtomicInteger();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  private Driver(DriverSettings settings, DriverParts parts) {
    this.settings = settings;
    this.parts = parts;
    this.listeners = new Listeners(parts.listeners());
    this.serializers = new Serializers(settings.classes());
    this.planner =
        new Planner(programs, settings.profile(), settings.config().get(CoreKeys.MAX_RESULT_SIZE));
    this.accumulators = new Accumulators(serializers, answerThreads);
    this.loop =
        new DriverLoop(
            parts,
            settings.config().asMap(),
            new JobDesk(
                jobs,
                planner,
                programs,
                accumulators,
                listeners,
                course,
                new SplitWriter(new RecordSerializer(settings.classes())),
                statusDesk));
    listeners.tell(listener -> listener.opened(settings.config()));
    try {
      loop.start();
      parts.network().credentials().start(this::install);
      this.thread = LoopThread.start(loop.loop(), "firesteel-scheduler");
    } catch (RuntimeException | Error e) {
      listeners.tell(SchedulerListener::closed);
      throw e;
    }
  }

  /**
   * Opens a driver. Returns before there are executors.
   *
   * @throws FiresteelException if the driver cannot listen or the backend cannot start; then all
   *     parts are closed
   */
  public static Driver open(DriverSettings settings, DriverParts parts) {
    try {
      return new Driver(settings, parts);
    } catch (RuntimeException | Error e) {
      closeQuietly(parts.network().credentials());
      closeQuietly(parts.network().transport());
      parts.resources().forEach(Driver::closeQuietly);
      throw e;
    }
  }

  private void install(SortedMap<String, byte[]> byProvider) {
    loop.install(new ToExecutor.InstallCredentials(byProvider));
  }

  private void post(Event event) {
    loop.post(event);
  }

  @Override
  public ApplicationId application() {
    return settings.application();
  }

  @Override
  public Config config() {
    return settings.config();
  }

  @Override
  public Path file(String name) {
    return settings.files().apply(name);
  }

  @Override
  public int defaultParallelism() {
    return settings.defaultParallelism();
  }

  @Override
  public <T extends @Nullable Object, P extends @Nullable Object> RunningJob<P> submit(
      JobRequest<T, P> request) {
    JobId id = new JobId(nextJob.getAndIncrement());
    PlannedJob planned = plan(id, request);
    LiveJob<P> job =
        new LiveJob<>(
            planned, request.partitions(), serializers, () -> mergeAccumulators(id), answerThreads);
    if (request.partitions().isEmpty()) {
      planner.release(planned);
      job.succeeded();
    } else if (jobs.add(job)) {
      for (BinaryId program : planned.programs()) {
        programs.used(program);
      }
      listeners.tell(
          listener ->
              listener.jobStarted(id, request.description(), planned.plan().stages().size()));
      post(new Event.JobSubmitted(planned.plan()));
    } else {
      planner.release(planned);
    }
    return job;
  }

  private void mergeAccumulators(JobId job) {
    try {
      accumulators.end(job);
    } catch (FiresteelException e) {
      course.jobFailed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private PlannedJob plan(JobId id, JobRequest<?, ?> request) {
    try {
      PlannedJob planned = planner.plan(id, request);
      prove(planned);
      return planned;
    } catch (RuntimeException e) {
      course.jobFailed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** Executors must be able to use what the plan uses before its first task. */
  private void prove(PlannedJob planned) {
    try {
      parts.network().credentials().beforeJob();
    } catch (RuntimeException e) {
      planner.release(planned);
      throw e;
    }
  }

  @Override
  public void cancel(JobId job, String why) {
    post(new Event.JobCancelled(job, why));
  }

  @Override
  public void cancelGroup(String group, String why) {
    post(new Event.GroupCancelled(group, why));
  }

  @Override
  public void cancelTag(String tag, String why) {
    post(new Event.TagCancelled(tag, why));
  }

  @Override
  public CompletionStage<SessionStatus> status() {
    return statusDesk.ask();
  }

  @Override
  public void decommission(ExecutorId executor, String why) {
    Duration within = settings.config().get(ElasticKeys.DECOMMISSION_TIMEOUT);
    post(new Event.DecommissionWanted(executor, within, why));
  }

  @Override
  public void unpersist(DatasetId dataset) {
    post(new Event.DatasetForgotten(dataset));
  }

  @Override
  public void forgetShuffle(ShuffleId shuffle) {
    planner.forget(shuffle);
    post(new Event.ShuffleForgotten(shuffle));
  }

  @Override
  public BroadcastId broadcast(@Nullable Object value) {
    try {
      return serializers.with(serializer -> parts.network().blocks().add(value, serializer));
    } catch (FiresteelException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new FiresteelException(
          ErrorCategory.USER, "Cannot broadcast the value: it does not serialize: " + e, e);
    }
  }

  @Override
  public void destroyBroadcast(BroadcastId broadcast) {
    parts.network().blocks().remove(broadcast);
    loop.sendToAll(new ToExecutor.ForgetBroadcast(broadcast));
  }

  @Override
  public void register(Accumulator<?, ?, ?> accumulator) {
    accumulators.register(accumulator);
  }

  @Override
  public void atClose(Runnable cleanUp) {
    atClose.add(cleanUp);
  }

  /** Ends everything; the cluster is told FAILED if the last job failed, else SUCCEEDED. */
  @Override
  public void close() {
    String failure = course.failure();
    if (failure == null) {
      close(FinalStatus.SUCCEEDED, "the session was closed");
    } else {
      close(FinalStatus.FAILED, "the session was closed after its last job failed: " + failure);
    }
  }

  /** Ends everything; a second caller waits for the first. Takes a bounded time. */
  public void close(FinalStatus status, String why) {
    if (closing.compareAndSet(false, true)) {
      try {
        closeAll(status, why);
      } finally {
        closed.complete(null);
      }
    } else if (!thread.isCurrent()) {
      await(closed);
    }
  }

  private void closeAll(FinalStatus status, String why) {
    jobs.refuse(ErrorCategory.CANCELLED, "Cannot run a job: " + why, null);
    post(new Event.Stopping(status, why));
    if (!await(loop.backendStopped())) {
      LogManager.getLogger(Driver.class)
          .warn("Executors have not ended within {} s; going on without them", STOP_SECONDS);
    }
    closeQuietly(parts.network().credentials());
    thread.close();
    statusDesk.end(why);
    closeQuietly(parts.network().transport());
    for (LiveJob<?> job : jobs.refuse(ErrorCategory.CANCELLED, why, null)) {
      job.failed(ErrorCategory.CANCELLED, job.description() + " was cancelled: " + why, null);
    }
    atClose.run();
    parts.resources().forEach(Driver::closeQuietly);
    answerThreads.close();
    listeners.tell(SchedulerListener::closed);
  }

  /** Waits, also on a thread that is interrupted: what was opened must be closed. */
  private static boolean await(CompletableFuture<Void> end) {
    boolean interrupted = Thread.interrupted();
    try {
      end.get(STOP_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      interrupted = true;
      return await(end);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LogManager.getLogger(Driver.class).warn("Cannot close {}: {}", part, e, e);
    }
  }
}
