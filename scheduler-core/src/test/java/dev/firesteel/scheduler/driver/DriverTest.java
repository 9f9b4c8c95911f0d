package dev.firesteel.scheduler.driver;

import static dev.firesteel.scheduler.driver.Lineages.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.dataset.lineage.RunningJob;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.protocol.memory.MemoryNetwork;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskReport.AccumulatorState;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.scheduler.executors.Nearness;
import dev.firesteel.scheduler.loop.Machine;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.serialization.RecordSerializer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DriverTest {
  private final Lineages lineages = new Lineages();
  private final List<String> history = Collections.synchronizedList(new ArrayList<>());
  private final Backend backend = new Backend();
  private List<SchedulerListener> listeners = List.of();

  private Driver open(Machine machine) {
    MemoryNetwork network = new MemoryNetwork();
    return Driver.open(
        new DriverSettings(
            new ApplicationId("test"),
            Config.empty(),
            new ProfileId("default"),
            2,
            DriverTest.class.getClassLoader(),
            Path::of),
        new DriverParts(
            machine,
            backend,
            new DriverParts.Network(
                network.driverTransport(),
                Secret.random(),
                new DriverBlocks(),
                new BlockAddress(BlockAddress.DRIVER, "", 0),
                CredentialKeeper.NONE),
            (executor, profile, at, driver) -> {
              throw new AssertionError("nothing is launched");
            },
            listeners,
            System::nanoTime,
            List.of(() -> history.add("resources closed"))));
  }

  /** Stops the backend when the session stops; all else is the test's. */
  private static Machine stopping(Machine otherwise) {
    return (now, event) ->
        event instanceof Event.Stopping stop
            ? List.of(new Action.StopBackend(stop.status(), stop.why()))
            : otherwise.on(now, event);
  }

  private static byte[] answer(long value) {
    return new RecordSerializer(DriverTest.class.getClassLoader()).toBytes(value);
  }

  private static <T> T join(RunningJob<T> job, int index) {
    return job.answers().toCompletableFuture().join().get(index);
  }

  @Test
  void answersComeInTheOrderOfTheRequestWhateverTheOrderTheyCameIn() {
    Machine machine =
        stopping(
            (now, event) -> {
              JobId job = ((Event.JobSubmitted) event).plan().job();
              return List.of(
                  new Action.Answer(job, 2, answer(20)),
                  new Action.Answer(job, 0, answer(0)),
                  new Action.JobSucceeded(job));
            });
    try (Driver driver = open(machine)) {
      RunningJob<Long> job = driver.submit(count(lineages.source(3), List.of(2, 0)));
      assertThat(job.answers().toCompletableFuture().join()).containsExactly(20L, 0L);
    }
  }

  @Test
  void noPartitionsAreAnsweredWithoutAJob() {
    try (Driver driver =
        open(
            stopping(
                (now, event) -> {
                  throw new AssertionError("no job");
                }))) {
      RunningJob<Long> job = driver.submit(count(lineages.source(3), List.of()));
      assertThat(job.answers().toCompletableFuture().join()).isEmpty();
    }
  }

  @Test
  void aMachineThatThrowsFailsAllJobsNowAndLaterAndReleasesTheCluster() {
    try (Driver driver =
        open(
            (now, event) -> {
              throw new IllegalStateException("a defect");
            })) {
      RunningJob<Long> job = driver.submit(count(lineages.source(1), List.of(0)));
      assertThatThrownBy(() -> join(job, 0))
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.INTERNAL))
          .hasMessageContaining("a defect");
      RunningJob<Long> later = driver.submit(count(lineages.source(1), List.of(0)));
      assertThatThrownBy(() -> join(later, 0)).hasMessageContaining("a defect");
      backend.stopped.join();
    }
    assertThat(history).containsExactly("stop FAILED", "resources closed");
  }

  @Test
  void anEffectThatThrowsFailsAllJobs() {
    backend.declares =
        () -> {
          throw new IllegalStateException("backend defect");
        };
    try (Driver driver =
        open(stopping((now, event) -> List.of(new Action.Declare(DemandSnapshot.none(1)))))) {
      RunningJob<Long> job = driver.submit(count(lineages.source(1), List.of(0)));
      assertThatThrownBy(() -> join(job, 0)).hasMessageContaining("backend defect");
    }
  }

  @Test
  void aRemoteStackTraceIsTheCauseAndNotTheMessage() {
    Machine machine =
        stopping(
            (now, event) ->
                List.of(
                    new Action.JobFailed(
                        ((Event.JobSubmitted) event).plan().job(),
                        ErrorCategory.USER,
                        "Cannot finish: X: bad\nX: bad\n\tat A.b(A.java:1)\n")));
    try (Driver driver = open(machine)) {
      RunningJob<Long> job = driver.submit(count(lineages.source(1), List.of(0)));
      assertThatThrownBy(() -> join(job, 0))
          .cause()
          .hasMessage("Cannot finish: X: bad")
          .cause()
          .hasMessageContaining("A.java:1");
    }
  }

  @Test
  void anInputThatIsMissingIsThrownToWhoSubmits() {
    try (Driver driver = open(stopping((now, event) -> List.of()))) {
      assertThatThrownBy(() -> driver.submit(count(lineages.missing(), List.of(0))))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("not there");
    }
  }

  @Test
  void aTaskWhoseInputCannotBeWrittenCountsAsFailedAndTheSessionGoesOn() {
    List<Event> reported = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> heard = new CompletableFuture<>();
    Machine machine =
        stopping(
            (now, event) -> {
              if (event instanceof Event.JobSubmitted submitted) {
                var stage = submitted.plan().resultStage();
                return List.of(
                    new Action.RunTasks(
                        new ExecutorId("e-1"),
                        stage.stage(),
                        stage.program(),
                        List.of(
                            new Action.Attempt(
                                new dev.firesteel.api.id.TaskId(7),
                                0,
                                0,
                                Nearness.NO_PREFERENCE))));
              }
              reported.add(event);
              heard.complete(null);
              return List.of();
            });
    try (Driver driver = open(machine)) {
      driver.submit(count(lineages.unwritable(), List.of(0)));
      heard.join();
      assertThat(reported).hasSize(1);
      assertThat(reported.get(0).toString()).contains("does not write");
    }
  }

  @Test
  void closingFailsWhatRunsAsCancelledAndIsIdempotent() {
    Driver driver = open(stopping((now, event) -> List.of()));
    RunningJob<Long> job = driver.submit(count(lineages.source(1), List.of(0)));
    driver.close();
    driver.close();
    assertThatThrownBy(() -> join(job, 0))
        .cause()
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CANCELLED));
    RunningJob<Long> later = driver.submit(count(lineages.source(1), List.of(0)));
    assertThatThrownBy(() -> join(later, 0)).hasMessageContaining("the session was closed");
    assertThat(history).containsExactly("stop SUCCEEDED", "resources closed");
  }

  /** Jobs fail with these categories, one after the other; those without succeed. */
  private static Machine failing(List<Optional<ErrorCategory>> categories) {
    return stopping(
        (now, event) -> {
          JobId job = ((Event.JobSubmitted) event).plan().job();
          Optional<ErrorCategory> category = categories.get(job.value());
          return category.isEmpty()
              ? List.of(new Action.Answer(job, 0, answer(1)), new Action.JobSucceeded(job))
              : List.of(new Action.JobFailed(job, category.get(), "Cannot finish"));
        });
  }

  private void runJobs(List<Optional<ErrorCategory>> categories) {
    try (Driver driver = open(failing(categories))) {
      for (Optional<ErrorCategory> category : categories) {
        RunningJob<Long> job = driver.submit(count(lineages.source(1), List.of(0)));
        if (category.isEmpty()) {
          join(job, 0);
        } else {
          assertThatThrownBy(() -> join(job, 0)).hasMessageContaining("Cannot finish");
        }
      }
    }
  }

  @Test
  void theApplicationFailedIfItsLastJobFailed() {
    runJobs(List.of(Optional.empty(), Optional.of(ErrorCategory.USER)));
    assertThat(history).startsWith("stop FAILED");
  }

  @Test
  void theApplicationSucceededIfAJobAfterTheFailedOneSucceeded() {
    runJobs(List.of(Optional.of(ErrorCategory.USER), Optional.empty()));
    assertThat(history).startsWith("stop SUCCEEDED");
  }

  @Test
  void cancellingTheLastJobIsNoFailure() {
    runJobs(List.of(Optional.empty(), Optional.of(ErrorCategory.CANCELLED)));
    assertThat(history).startsWith("stop SUCCEEDED");
  }

  @Test
  void theApplicationFailedIfItsLastJobCouldNotBePlanned() {
    try (Driver driver = open(stopping((now, event) -> List.of()))) {
      assertThatThrownBy(() -> driver.submit(count(lineages.missing(), List.of(0))))
          .isInstanceOf(FiresteelException.class);
    }
    assertThat(history).startsWith("stop FAILED");
  }

  @Test
  void whoHeardThatASessionOpensHearsThatItDidNot() {
    listeners =
        List.of(
            new SchedulerListener() {
              @Override
              public void opened(Config config) {
                history.add("opened");
              }

              @Override
              public void closed() {
                history.add("closed");
              }
            });
    backend.starts =
        () -> {
          throw new IllegalStateException("no cluster");
        };
    assertThatThrownBy(() -> open(stopping((now, event) -> List.of()))).hasMessage("no cluster");
    assertThat(history).containsExactly("opened", "closed", "resources closed");
  }

  @Test
  void whatIsToBeDoneAtTheCloseIsDoneOnceAndLaterThingsAtOnce() {
    Driver driver = open(stopping((now, event) -> List.of()));
    driver.atClose(
        () -> {
          throw new IllegalStateException("does no harm");
        });
    driver.atClose(() -> history.add("first"));
    driver.close();
    driver.close();
    driver.atClose(() -> history.add("late"));
    assertThat(history).containsExactly("stop SUCCEEDED", "first", "resources closed", "late");
  }

  @Test
  void anAccumulatorThatCannotBeMergedFailsItsJobAndNoOther() {
    Accumulator<Long, Long, Long> sum =
        new Accumulator<>(
            new AccumulatorId(3), "sum", () -> 0L, Long::sum, DriverTest::positive, total -> total);
    List<byte[]> states = List.of(new byte[0], answer(-1), answer(5));
    Machine machine =
        stopping(
            (now, event) -> {
              JobId job = ((Event.JobSubmitted) event).plan().job();
              return List.of(
                  new Action.MergeAccumulators(
                      List.of(job),
                      List.of(new AccumulatorState(sum.id(), states.get(job.value())))),
                  new Action.Answer(job, 0, answer(1)),
                  new Action.JobSucceeded(job));
            });
    try (Driver driver = open(machine)) {
      driver.register(sum);
      List<RunningJob<Long>> jobs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        jobs.add(driver.submit(count(lineages.source(1), List.of(0))));
      }
      assertThat(join(jobs.get(2), 0)).isEqualTo(1);
      assertThatThrownBy(() -> join(jobs.get(0), 0))
          .cause()
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("Cannot merge accumulator sum")
          .hasMessageContaining("cannot be read");
      assertThatThrownBy(() -> join(jobs.get(1), 0))
          .cause()
          .hasMessageContaining("Cannot merge accumulator sum")
          .hasMessageContaining("not positive");
      assertThat(sum.value()).isEqualTo(5);
    }
  }

  private static Long positive(Long a, Long b) {
    if (b < 0) {
      throw new IllegalArgumentException(b + " is not positive");
    }
    return a + b;
  }

  @Test
  void twoThousandEqualJobsHaveOneProgram() {
    List<Object> programs = Collections.synchronizedList(new ArrayList<>());
    Machine machine =
        stopping(
            (now, event) -> {
              var plan = ((Event.JobSubmitted) event).plan();
              programs.add(plan.resultStage().program());
              return List.of(
                  new Action.Answer(plan.job(), 0, answer(1)), new Action.JobSucceeded(plan.job()));
            });
    try (Driver driver = open(machine)) {
      for (int i = 0; i < 2_000; i++) {
        assertThat(join(driver.submit(count(lineages.source(1), List.of(0))), 0)).isEqualTo(1);
      }
    }
    assertThat(programs).hasSize(2_000);
    assertThat(java.util.Set.copyOf(programs)).hasSize(1);
  }

  @Test
  void aBroadcastIsServedInChunksByItsHoldersAndThenByTheDriver() {
    DriverBlocks blocks = new DriverBlocks();
    BlockAddress own = new BlockAddress(BlockAddress.DRIVER, "", 0);
    BlockAddress holder = new BlockAddress(new ExecutorId("e-1"), "", 0);
    RecordSerializer serializer = new RecordSerializer(DriverTest.class.getClassLoader());
    var id = blocks.add(new byte[9 << 20], serializer);
    blocks.held(id, holder);
    var locations = blocks.locations(id, own);
    assertThat(locations.servers()).containsExactly(holder, own);
    long bytes = 0;
    for (int i = 0; i < 3; i++) {
      bytes +=
          blocks
              .find(new dev.firesteel.protocol.block.BlockKey.BroadcastChunk(id, i))
              .orElseThrow()
              .length();
    }
    assertThat(bytes).isEqualTo(locations.size());
    blocks.gone(holder.owner());
    assertThat(blocks.locations(id, own).servers()).containsExactly(own);
    blocks.remove(id);
    assertThat(blocks.locations(id, own).size()).isEqualTo(-1);
  }

  @Test
  void anExecutorIsWelcomedFirstOfAllAndItsHeartbeatIsAnswered() {
    // see ExecutorPort: the order on the wire is what it sends
    List<Object> sent = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    ExecutorPort port =
        new ExecutorPort(
            events::add,
            Config.empty().asMap(),
            new DriverBlocks(),
            new BlockAddress(BlockAddress.DRIVER, "", 0));
    ExecutorId executor = new ExecutorId("e-1");
    port.registered(
        new dev.firesteel.protocol.message.ToDriver.Register(
            executor, "h", new BlockAddress(executor, "", 0), 1),
        new dev.firesteel.protocol.transport.ExecutorChannel() {
          @Override
          public void send(List<dev.firesteel.protocol.message.ToExecutor> messages) {
            sent.addAll(messages);
          }

          @Override
          public void close() {
            sent.add("closed");
          }
        });
    port.install(
        new dev.firesteel.protocol.message.ToExecutor.InstallCredentials(
            new TreeMap<>(Map.of("p", new byte[] {1}))));
    port.received(
        executor, List.of(new dev.firesteel.protocol.message.ToDriver.Heartbeat(List.of(), 0, 0)));
    port.close(executor);
    assertThat(sent)
        .extracting(Object::toString)
        .containsExactly(
            "Welcome[config={}]", "InstallCredentials[[p]]", "HeartbeatSeen[]", "closed");
    assertThat(events).hasSize(2);
  }

  private final class Backend implements ClusterBackend {
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private Runnable declares = () -> {};
    private Runnable starts = () -> {};

    @Override
    public void start(BackendEvents events, Optional<RecoveryState> previous) {
      starts.run();
    }

    @Override
    public void declare(DemandSnapshot demand) {
      declares.run();
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {}

    @Override
    public void decline(OfferId offer, Duration refuseFor) {}

    @Override
    public void release(ExecutorId executor, ReleaseMode mode, String why) {}

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      history.add("stop " + status);
      stopped.complete(null);
      return stopped;
    }
  }
}
