package dev.firesteel.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.topology.HostName;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Rules E1 to E7. */
final class ExecutorRules {
  private static final int CODE = 7;
  private static final Set<LossCause> OWN_WILL = Set.of(LossCause.RELEASED, LossCause.STOPPED);

  private ExecutorRules() {}

  static List<Check> all() {
    return List.of(
        new Check(
            Rule.E1,
            "stop tells the loss of each executor before it completes",
            "are events of the last executors delivered before the stage completes?",
            ExecutorRules::lostBeforeStopCompletes),
        new Check(
            Rule.E1,
            "a program that cannot be started is lost",
            "is a process that ends at once told like any other?",
            ExecutorRules::brokenProgram),
        new Check(
            Rule.E2,
            "arguments, environment and options arrive as given",
            "does a shell or a joined text stand between launch and process?",
            ExecutorRules::unchanged),
        new Check(
            Rule.E2,
            "the environment's secrets are not on the command line",
            "is the environment passed by the process's environment only?",
            ExecutorRules::secrets),
        new Check(
            Rule.E2,
            "an executor runs on its offer's host",
            "does launched tell the offer's placement?",
            ExecutorRules::placement),
        new Check(
            Rule.E3,
            "an executor that ends by itself",
            "is the exit code passed on?",
            ExecutorRules::exited),
        new Check(
            Rule.E3,
            "an executor that is killed from outside",
            "is a death by signal told as what it is?",
            ExecutorRules::killed),
        new Check(
            Rule.E3,
            "an executor whose host is lost",
            "is the loss of a host told for each executor on it?",
            ExecutorRules::hostLost),
        new Check(
            Rule.E4,
            "release ends it with cause RELEASED",
            "is the wish remembered until the process has ended?",
            ExecutorRules::released),
        new Check(
            Rule.E4,
            "release ends processes below it",
            "are the executor's descendants ended, too?",
            ExecutorRules::descendants),
        new Check(
            Rule.E4,
            "release of an unknown, released or lost executor",
            "does release look up the executor first?",
            ExecutorRules::releaseIsIdempotent),
        new Check(
            Rule.E5,
            "time to end by itself",
            "is a graceful release forced only after the grace time?",
            ExecutorRules::grace),
        new Check(
            Rule.E5,
            "force after the grace time",
            "is a process that ignores SIGTERM killed after the grace time?",
            ExecutorRules::force),
        new Check(
            Rule.E6,
            "offers again after a loss",
            "is the newest snapshot looked at again after each loss?",
            ExecutorRules::offersAgain),
        new Check(
            Rule.E7,
            "an id of an executor that was lost",
            "are all ids of the application remembered?",
            ExecutorRules::idOfALostOne),
        new Check(
            Rule.E7,
            "an id of an executor that runs",
            "is the second launch refused without touching the first?",
            ExecutorRules::idOfARunningOne));
  }

  private static void lostBeforeStopCompletes(Stage stage) {
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.run();
    stage.stop();
    assertThat(stage.losses(id)).as("losses of %s when stop has completed", id).hasSize(1);
  }

  private static void brokenProgram(Stage stage) {
    stage.needsProcesses();
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.newId();
    stage.launch(stage.offer().id(), stage.brokenLaunchOf(id));
    LossReason reason = stage.lost(id);
    assertThat(reason.cause()).isIn(LossCause.EXITED, LossCause.LAUNCH_FAILED);
    assertThat(reason.diagnostics()).as("diagnostics").isNotBlank();
  }

  private static TestExecutor start(Stage stage) {
    stage.connect();
    stage.want(1);
    return stage.running(stage.run());
  }

  private static void unchanged(Stage stage) {
    TestExecutor.Given given = start(stage).given();
    assertThat(given.arguments()).isEqualTo(TestLaunches.ARGUMENTS);
    assertThat(given.environment()).containsAllEntriesOf(TestLaunches.ENVIRONMENT);
    assertThat(given.option()).as("a JVM option").isEqualTo(TestLaunches.OPTION_VALUE);
    assertThat(given.heapMiB())
        .as("the heap's limit in MiB")
        .isLessThanOrEqualTo(stage.profile().executor().memoryMiB());
  }

  private static void secrets(Stage stage) {
    stage.needsProcesses();
    assertThat(start(stage).given().commandLine())
        .as("the command line, which all users of the host can read")
        .noneMatch(line -> line.contains(TestLaunches.ENVIRONMENT.get("TCK_SECRET")));
  }

  private static void placement(Stage stage) {
    stage.connect();
    stage.want(1);
    Offer offer = stage.offer();
    ExecutorId id = stage.newId();
    stage.launch(offer.id(), stage.launchOf(id));
    assertThat(stage.launched(id)).as("where %s was launched", id).isEqualTo(offer.at());
  }

  private static void exited(Stage stage) {
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.run();
    stage.running(id).exit(CODE);
    LossReason reason = stage.lost(id);
    assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
    assertThat(reason.exitCode()).hasValue(CODE);
    assertThat(reason.diagnostics()).as("diagnostics").isNotBlank();
  }

  private static void killed(Stage stage) {
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.run();
    stage.running(id).kill();
    LossReason reason = stage.lost(id);
    assertThat(reason.cause()).as("the cause").isNotIn(OWN_WILL);
    assertThat(reason.exitCode()).as("128 + 9 after SIGKILL").hasValue(137);
  }

  private static void hostLost(Stage stage) {
    Consumer<HostName> loseHost = Stage.hook(stage.faults().loseHost(), "lose a host");
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.run();
    loseHost.accept(stage.launched(id).host());
    assertThat(stage.lost(Rule.E3, id).cause()).isEqualTo(LossCause.HOST_LOST);
  }

  private static void released(Stage stage) {
    for (ReleaseMode mode : List.of(ReleaseMode.NOW, ReleaseMode.GRACEFUL)) {
      if (mode == ReleaseMode.NOW) {
        stage.connect();
      }
      stage.want(1);
      ExecutorId id = stage.run();
      stage.release(id, mode);
      assertThat(stage.lost(Rule.E4, id).cause()).as("the cause").isEqualTo(LossCause.RELEASED);
      assertThat(stage.running(id).awaitGone(stage.patience(Rule.E4))).as("gone").isTrue();
    }
  }

  private static void descendants(Stage stage) {
    stage.needsProcesses();
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.run();
    stage.running(id).startChild();
    TestExecutor child = stage.child(id);
    stage.release(id, ReleaseMode.NOW);
    stage.lost(Rule.E4, id);
    assertThat(child.awaitGone(stage.patience(Rule.E4))).as("the process below is gone").isTrue();
  }

  private static void releaseIsIdempotent(Stage stage) {
    stage.connect();
    stage.release(new ExecutorId("unknown"), ReleaseMode.NOW);
    stage.want(1);
    ExecutorId id = stage.run();
    stage.release(id, ReleaseMode.GRACEFUL);
    stage.release(id, ReleaseMode.GRACEFUL);
    stage.release(id, ReleaseMode.NOW);
    stage.lost(Rule.E4, id);
    stage.release(id, ReleaseMode.NOW);
    stage.want(1);
    ExecutorId next = stage.run();
    stage.running(next).exit(CODE);
    stage.lost(next);
    stage.release(next, ReleaseMode.GRACEFUL);
    stage.linger();
    assertThat(stage.losses(next)).hasSize(1);
  }

  private static void grace(Stage stage) {
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.run();
    TestExecutor executor = stage.running(id);
    executor.ignoreRequests();
    stage.release(id, ReleaseMode.GRACEFUL);
    assertThat(executor.exit(CODE)).as("it could still end by itself after release").isTrue();
    LossReason reason = stage.lost(Rule.E5, id);
    if (reason.cause() != LossCause.RELEASED) {
      throw new RuleBroken(Rule.E4, "the cause of a released executor is " + reason);
    }
    assertThat(reason.exitCode()).as("its own exit code").hasValue(CODE);
  }

  private static void force(Stage stage) {
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.run();
    TestExecutor executor = stage.running(id);
    executor.ignoreRequests();
    stage.release(id, ReleaseMode.GRACEFUL);
    stage.lost(Rule.E5, id);
    assertThat(executor.awaitGone(stage.patience(Rule.E5))).as("gone").isTrue();
  }

  private static void offersAgain(Stage stage) {
    stage.connect();
    stage.want(1);
    for (int i = 0; i < 2; i++) {
      ExecutorId id = stage.run();
      stage.running(id).kill();
      stage.lost(id);
      stage.offer(Rule.E6);
    }
  }

  private static void idOfALostOne(Stage stage) {
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.run();
    stage.release(id, ReleaseMode.NOW);
    stage.lost(Rule.E4, id);
    secondLaunch(stage, id, 2);
  }

  private static void idOfARunningOne(Stage stage) {
    stage.needsCapacity(2);
    stage.connect();
    stage.want(2);
    ExecutorId id = stage.run();
    secondLaunch(stage, id, 1);
    assertThat(stage.running(id).answers()).as("the first executor still runs").isTrue();
  }

  private static void secondLaunch(Stage stage, ExecutorId id, int losses) {
    stage.launch(stage.offer(Rule.E6).id(), stage.launchOf(id));
    stage.await(
        Rule.E7,
        "lost with INVALID_LAUNCH for the second launch of " + id,
        all ->
            all.stream()
                .filter(
                    h ->
                        h instanceof Heard.Lost l
                            && l.executor().equals(id)
                            && l.reason().cause() == LossCause.INVALID_LAUNCH)
                .findFirst());
    assertThat(stage.losses(id)).hasSize(losses);
    assertThat(stage.events().all(Heard.Launched.class)).as("launches of %s", id).hasSize(1);
  }
}
