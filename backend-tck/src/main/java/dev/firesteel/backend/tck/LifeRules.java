package dev.firesteel.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Rules L1 to L7. */
final class LifeRules {
  private LifeRules() {}

  static List<Check> all() {
    return List.of(
        new Check(
            Rule.L1,
            "start is answered",
            "does every path out of start end in connected or failed, and only one of them?",
            LifeRules::startIsAnswered),
        new Check(
            Rule.L1,
            "start of an unreachable cluster is answered with failed",
            "is a refused connection reported with its category and what to do?",
            LifeRules::unreachable),
        new Check(
            Rule.L2,
            "demand declared at once waits for the connection",
            "are offers held back until connected was delivered?",
            LifeRules::demandBeforeConnected),
        new Check(
            Rule.L3,
            "stop ends running executors",
            "does stop wait for the end of each executor before it completes?",
            stage -> stopEnds(stage, FinalStatus.SUCCEEDED)),
        new Check(
            Rule.L3,
            "stop after a failure ends executors that do not want to",
            "is an executor that ignores SIGTERM killed in the end?",
            LifeRules::stopForces),
        new Check(
            Rule.L3,
            "stop leaves no file and no thread",
            "which of them is not freed before the stage completes?",
            LifeRules::nothingLeft),
        new Check(
            Rule.L4,
            "silence after stop",
            "is every source of events cut off before the stage completes?",
            LifeRules::silence),
        new Check(
            Rule.L5,
            "stop right after start",
            "does stop work while the connection is being made?",
            stage -> {
              stage.start();
              stage.stop();
            }),
        new Check(
            Rule.L5,
            "stop while an executor is being launched",
            "is an executor that starts during stop ended, too?",
            LifeRules::stopDuringLaunch),
        new Check(
            Rule.L5,
            "stop three times",
            "does each call give a stage that completes, also after the end?",
            LifeRules::stopThrice),
        new Check(
            Rule.L6,
            "nothing but lost after failed",
            "are offers and timers dropped when the cluster is gone for good?",
            LifeRules::failedIsFinal),
        new Check(
            Rule.L7,
            "every call after stop is ignored",
            "does each method look whether the backend is stopped?",
            LifeRules::callsAfterStop));
  }

  private static void startIsAnswered(Stage stage) {
    stage.connect();
    stage.linger();
    assertThat(stage.events().all(Heard.Connected.class)).hasSize(1);
    assertThat(stage.events().all(Heard.Failed.class)).isEmpty();
  }

  private static void unreachable(Stage ignored) throws Exception {
    BackendFixture broken = Stage.hook(ignored.fixture().unreachable(), "make it unreachable");
    try (Stage stage = new Stage(broken, Set.of())) {
      stage.start();
      Heard.Failed failed =
          stage.await(Rule.L1, "failed", all -> Stage.first(all, Heard.Failed.class));
      assertThat(failed.failure().message()).as("the failure's message").isNotBlank();
      stage.want(1);
      stage.linger();
      assertThat(stage.events().all()).as("events after failed").containsExactly(failed);
    }
  }

  private static void demandBeforeConnected(Stage stage) {
    stage.start();
    stage.want(1);
    stage.offer();
  }

  private static void stopEnds(Stage stage, FinalStatus status) {
    stage.connect();
    int count = Math.min(2, stage.fixture().capacity());
    stage.want(count);
    for (int i = 0; i < count; i++) {
      stage.run();
    }
    stage.stop(status);
    assertGone(stage, Rule.L3);
  }

  private static void stopForces(Stage stage) {
    stage.connect();
    stage.want(1);
    TestExecutor executor = stage.running(stage.run());
    executor.ignoreRequests();
    stage.stop(FinalStatus.FAILED);
    assertGone(stage, Rule.L3);
  }

  private static void assertGone(Stage stage, Rule promise) {
    for (TestExecutor program : stage.programs()) {
      if (!program.awaitGone(stage.fixture().linger())) {
        String id = program.given().environment().getOrDefault("TCK_ID", "an executor");
        throw stage.broken(promise, id + " still runs when stop has completed");
      }
    }
  }

  private static void nothingLeft(Stage stage) {
    Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
    stage.connect();
    stage.want(1);
    stage.run();
    stage.stop();
    assertThat(stage.fixture().leftovers()).as("files left behind").isEmpty();
    Optional<List<String>> left = Optional.empty();
    long deadline = System.nanoTime() + stage.fixture().patience().toNanos();
    do {
      left = Optional.of(newThreads(before)).filter(names -> !names.isEmpty());
      if (left.isPresent()) {
        stage.linger();
      }
    } while (left.isPresent() && System.nanoTime() < deadline);
    assertThat(left).as("threads left behind").isEmpty();
  }

  private static List<String> newThreads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !before.contains(thread))
        .map(Thread::getName)
        .filter(
            name ->
                !name.startsWith("tck-")
                    && !name.startsWith("process reaper") // of the JDK, lingers for a minute
                    && !name.startsWith("ForkJoinPool.commonPool")
                    && !name.startsWith("junit-"))
        .toList();
  }

  private static void silence(Stage stage) {
    stage.connect();
    stage.want(stage.fixture().capacity());
    stage.run();
    stage.stop();
    stage.linger();
  }

  private static void stopDuringLaunch(Stage stage) {
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.newId();
    stage.launch(stage.offer().id(), stage.launchOf(id));
    CompletionStage<Void> stopped = stage.stopping(FinalStatus.KILLED);
    stage.awaitStop(Rule.L5, stopped);
    stage.stop();
    assertGone(stage, Rule.L5);
  }

  private static void stopThrice(Stage stage) {
    stage.connect();
    stage.want(1);
    stage.run();
    CompletionStage<Void> first = stage.stopping(FinalStatus.SUCCEEDED);
    CompletionStage<Void> second = stage.stopping(FinalStatus.FAILED);
    stage.awaitStop(Rule.L3, first);
    stage.awaitStop(Rule.L5, second);
    stage.awaitStop(Rule.L5, stage.stopping(FinalStatus.FAILED));
  }

  private static void failedIsFinal(Stage stage) {
    Runnable fail = Stage.hook(stage.faults().fail(), "end the cluster for good");
    stage.connect();
    stage.want(stage.fixture().capacity());
    ExecutorId running = stage.run();
    fail.run();
    stage.await(Rule.L6, "failed", all -> Stage.first(all, Heard.Failed.class));
    stage.want(stage.fixture().capacity());
    stage.linger();
    stage.stop();
    stage.lost(running);
  }

  private static void callsAfterStop(Stage stage) {
    stage.connect();
    stage.want(1);
    OfferId open = stage.offer().id();
    stage.stop();
    stage.declare(ProfileDemand.of(stage.profile(), 1));
    ExecutorId id = stage.newId();
    stage.launch(open, stage.launchOf(id));
    stage.decline(open, Duration.ZERO);
    stage.release(id, ReleaseMode.NOW);
    stage.linger();
    assertThat(stage.programs()).as("executors started after stop").isEmpty();
  }
}
