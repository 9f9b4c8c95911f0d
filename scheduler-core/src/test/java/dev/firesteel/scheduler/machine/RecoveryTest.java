package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is lost is computed again, and only that. */
final class RecoveryTest {
  private static final ExecutorId E0 = new ExecutorId("e-0");
  private static final ExecutorId E1 = new ExecutorId("e-1");

  /** Two executors; the four outputs of shuffle 7 are written, two on each; the result reads. */
  private static Scene reading() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).map(7, 4).result(4, 7));
    for (int map = 0; map < 4; map++) {
      scene.written(scene.inHand(0, map));
    }
    return scene;
  }

  private static Outcome fetchFailed(int map, ExecutorId from) {
    return new Outcome.FetchFailed(Plans.shuffle(7), map, from, "connection refused");
  }

  private static List<Integer> partitions(List<Scene.Sent> sent, int stage) {
    return sent.stream()
        .filter(s -> s.stage().value() == stage)
        .map(Scene.Sent::partition)
        .sorted()
        .toList();
  }

  @Test
  void outputThatCannotBeFetchedIsWrittenAgainAndItsReaderWaits() {
    Scene scene = reading();
    Scene.Sent reader = scene.inHand(E0).get(0);
    scene.end(reader, fetchFailed(2, writerOf(scene, 2)));
    assertThat(partitions(scene.inHand(), 0)).containsExactly(2);
    assertThat(partitions(scene.inHand(), 1)).hasSize(3).doesNotContain(reader.partition());
    scene.written(scene.inHand(0, 2));
    assertThat(scene.sent(ToExecutor.ShuffleOutputs.class)).isNotEmpty();
    scene.inHand().forEach(scene::answer);
    assertThat(scene.succeeded(0)).isTrue();
  }

  private static ExecutorId writerOf(Scene scene, int map) {
    ToExecutor.ShuffleOutputs outputs =
        scene.history(Action.Send.class).stream()
            .map(Action.Send::message)
            .filter(ToExecutor.ShuffleOutputs.class::isInstance)
            .map(ToExecutor.ShuffleOutputs.class::cast)
            .reduce((a, b) -> b)
            .orElseThrow();
    return outputs.servers().get(outputs.serverOfMap()[map]).owner();
  }

  @Test
  void fetchesThatFailAgainAndAgainFailTheJob() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 1).result(1, 7));
    for (int i = 0; i < 3; i++) {
      scene.written(scene.inHand(0, 0));
      scene.end(scene.inHand(1, 0), fetchFailed(0, E0));
    }
    assertThat(scene.the(Action.JobFailed.class).message())
        .contains("held back 3 times", "map partition 0", "from e-0", "connection refused")
        .contains("firesteel.stage.max-attempts");
  }

  @Test
  void otherReadersOfOutputThatIsLostAreHeldBackToo() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 1).result(1, 7));
    scene.submit(Plans.job(1).map(7, 1).result(6, 7));
    scene.written(scene.inHand(0, 0));
    assertThat(partitions(scene.inHand(), 101)).hasSizeLessThan(6);
    scene.end(scene.inHand(1, 0), fetchFailed(0, E0));
    assertThat(scene.all(Action.RunTasks.class))
        .extracting(run -> run.stage().value())
        .containsExactly(0);
  }

  @Test
  void fetchesFromExecutorsThatTurnOutToBeLostDoNotFailTheJob() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).map(7, 1).result(1, 7));
    for (int i = 0; i < 5; i++) {
      ExecutorId writer = scene.inHand(0, 0).executor();
      scene.written(scene.inHand(0, 0));
      scene.end(scene.inHand(1, 0), fetchFailed(0, writer));
      scene.lose(writer, LossCause.HOST_LOST);
      scene.executor("h" + (2 + i));
    }
    assertThat(scene.history(Action.JobFailed.class)).isEmpty();
  }

  @Test
  void fetchesFromSilentExecutorsDoNotCount() {
    for (boolean silent : new boolean[] {false, true}) {
      Scene scene = new Scene(Scene.settings(2).with(new SchedulerSettings.Limits(3, 1, 4)));
      scene.connect();
      scene.executor("h0");
      scene.executor("h1");
      scene.submit(Plans.job(0).map(7, 4).result(4, 7));
      List<Scene.Sent> maps = scene.inHand();
      int map = scene.inHand(E0).get(0).partition();
      maps.forEach(scene::written);
      scene.after(Duration.ofSeconds(silent ? 6 : 1));
      scene.end(scene.inHand(E1).get(0), fetchFailed(map, E0));
      assertThat(scene.history(Action.JobFailed.class)).hasSize(silent ? 0 : 1);
    }
  }

  @Test
  void aLateComplaintAboutOutputThatWasWrittenAgainDoesNotCount() {
    Scene scene = reading();
    List<Scene.Sent> readers = scene.inHand();
    ExecutorId writer = writerOf(scene, 2);
    scene.end(readers.get(0), fetchFailed(2, writer));
    scene.written(scene.inHand(0, 2));
    for (int i = 1; i < 4; i++) {
      scene.end(readers.get(i), fetchFailed(3, new ExecutorId("e-77")));
    }
    assertThat(scene.history(Action.JobFailed.class)).isEmpty();
    scene.inHand().forEach(scene::answer);
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void theLossOfAnExecutorCostsItsOutputsOnly() {
    Scene scene = reading();
    List<Integer> lost = Stream.of(0, 1, 2, 3).filter(m -> writerOf(scene, m).equals(E1)).toList();
    scene.lose(E1, LossCause.HOST_LOST);
    scene.inHand(E0).forEach(scene::answer);
    assertThat(partitions(scene.inHand(E0), 0)).isEqualTo(lost);
    while (!scene.inHand().isEmpty()) {
      Scene.Sent next = scene.inHand().get(0);
      if (next.stage().value() == 0) {
        scene.written(next);
      } else {
        scene.answer(next);
      }
    }
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void outputThatNobodyReadsAnyMoreIsNotWrittenAgain() {
    Scene scene = reading();
    scene.inHand().forEach(scene::answer);
    scene.lose(E1, LossCause.HOST_LOST);
    assertThat(scene.all(Action.RunTasks.class)).isEmpty();
  }

  @Test
  void aNewJobReusesTheOutputThatIsThere() {
    Scene scene = reading();
    scene.inHand().forEach(scene::answer);
    scene.submit(Plans.job(1).map(7, 4).result(1, 7));
    assertThat(partitions(scene.inHand(), 100)).isEmpty();
    scene.answer(scene.inHand(101, 0));
    assertThat(scene.succeeded(1)).isTrue();
  }

  @Test
  void twoJobsShareTheStageOfAShuffleAndOneMayLeave() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 2).result(1, 7));
    scene.submit(Plans.job(1).map(7, 2).result(1, 7));
    assertThat(partitions(scene.inHand(), 100)).isEmpty();
    scene.on(new Event.JobCancelled(Plans.job(0).result(0).job(), "test"));
    assertThat(scene.sent(ToExecutor.CancelTasks.class)).isEmpty();
    scene.written(scene.inHand(0, 0));
    scene.written(scene.inHand(0, 1));
    scene.answer(scene.inHand(101, 0));
    assertThat(scene.succeeded(1)).isTrue();
  }

  @Test
  void aForgottenShuffleIsForgottenAlsoWhereACancelledTaskMayHaveWrittenIt() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 1).result(1, 7));
    Scene.Sent writer = scene.inHand(0, 0);
    scene.on(new Event.JobCancelled(Plans.job(0).result(0).job(), "test"));
    scene.written(writer);
    scene.on(new Event.ShuffleForgotten(Plans.shuffle(7)));
    assertThat(scene.sent(ToExecutor.ForgetShuffle.class)).hasSize(1);
  }

  @Test
  void accumulatorsOfAMapTaskCountOnceThoughItRunsTwice() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 1).result(1, 7));
    for (int i = 0; i < 2; i++) {
      Scene.Sent map = scene.inHand(0, 0);
      scene.end(
          E0,
          new TaskReport(
              map.task(),
              1,
              new Outcome.MapWritten(new byte[2]),
              List.of(new TaskReport.AccumulatorState(new AccumulatorId(1), new byte[1])),
              List.of(),
              TaskMetrics.NONE));
      if (i == 0) {
        scene.end(scene.inHand(1, 0), fetchFailed(0, E0));
      }
    }
    assertThat(scene.history(Action.MergeAccumulators.class)).hasSize(1);
  }

  @Test
  void aShuffleIsNotReadWhileADatasetOnTheWayIsKept() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).map(7, 1).persist(3).unlessKept(3, 2).result(2, 7));
    scene.written(scene.inHand(0, 0));
    for (int p = 0; p < 2; p++) {
      Scene.Sent sent = scene.inHand(1, p);
      scene.end(sent.executor(), Scene.report(sent, new Outcome.Answered(new byte[0]), block(p)));
    }
    scene.on(new Event.ShuffleForgotten(Plans.shuffle(7)));
    scene.submit(Plans.job(1).map(7, 1).persist(3).unlessKept(3, 2).result(2, 7));
    assertThat(partitions(scene.inHand(), 100)).isEmpty();
    assertThat(partitions(scene.inHand(), 101)).containsExactly(0, 1);
    scene.inHand().forEach(scene::answer);
    scene.on(new Event.BlocksDropped(holder(scene), List.of(block(0), block(1))));
    scene.submit(Plans.job(2).map(7, 1).persist(3).unlessKept(3, 2).result(2, 7));
    assertThat(partitions(scene.inHand(), 200)).containsExactly(0);
  }

  @Test
  void whatALiveAttemptCouldNotFetchIsLostAlsoIfAReportBeforeItsFailsTheJob() {
    Scene scene = reading();
    Scene.Sent bad = scene.inHand(E0).get(0);
    Scene.Sent reader = scene.inHand(E0).get(1);
    Outcome wrong = new Outcome.Failed(ErrorCategory.PROGRAM, "wrong", "wrong");
    ExecutorId from = writerOf(scene, 0);
    scene.end(E0, Scene.report(bad, wrong), Scene.report(reader, fetchFailed(0, from)));
    assertThat(scene.all(Action.JobFailed.class)).hasSize(1);

    scene.submit(Plans.job(1).map(7, 4).result(4, 7));
    assertThat(partitions(scene.inHand(), 100)).containsExactly(0);
    assertThat(partitions(scene.inHand(), 101)).isEmpty();
  }

  @Test
  void aStageThatNobodyWaitsForAnyMoreDoesNotBeginBeforeItIsMissedAgain() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 1).map(8, 1, 7).persist(3).unlessKept(3, 1).result(1, 8));
    scene.submit(Plans.job(1).persist(3).result(1));
    Scene.Sent keeper = scene.inHand(100, 0);
    scene.end(E0, Scene.report(keeper, new Outcome.Answered(new byte[0]), block(0)));
    scene.written(scene.inHand(0, 0));
    assertThat(partitions(scene.inHand(), 1)).isEmpty();
    Scene.Sent reader = scene.inHand(2, 0);
    scene.on(new Event.BlocksDropped(E0, List.of(block(0))));
    scene.end(
        reader,
        new Outcome.FetchFailed(Plans.shuffle(8), 0, BlockAddress.DRIVER, "not known here"));
    scene.written(scene.inHand(1, 0));
    scene.answer(scene.inHand(2, 0));
    assertThat(scene.succeeded(0)).isTrue();
  }

  @Test
  void whoseKeptPartitionsAreDoubtedIsStillToldToForgetThem() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).map(7, 1).persist(3).unlessKept(3, 1).result(1, 7));
    scene.written(scene.inHand(0, 0));
    Scene.Sent keeper = scene.inHand(1, 0);
    scene.end(E0, Scene.report(keeper, new Outcome.Answered(new byte[0]), block(0)));
    scene.on(new Event.ShuffleForgotten(Plans.shuffle(7)));
    scene.submit(Plans.job(1).map(7, 1).persist(3).unlessKept(3, 1).result(1, 7));
    scene.end(scene.inHand(101, 0), fetchFailed(0, BlockAddress.DRIVER));
    scene.on(new Event.DatasetForgotten(new DatasetId(3)));
    assertThat(scene.sent(ToExecutor.ForgetDataset.class)).hasSize(1);
  }

  private static ToDriver.DatasetBlock block(int partition) {
    return new ToDriver.DatasetBlock(new DatasetId(3), partition);
  }

  private static ExecutorId holder(Scene scene) {
    return scene.history(Action.RunTasks.class).stream()
        .filter(r -> r.stage().value() == 1)
        .findFirst()
        .orElseThrow()
        .executor();
  }

  @Test
  void tasksGoWhereTheirPartitionIsKept() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).persist(3).result(4));
    ExecutorId[] keepers = new ExecutorId[4];
    for (Scene.Sent sent : scene.inHand()) {
      keepers[sent.partition()] = sent.executor();
      scene.end(
          sent.executor(),
          Scene.report(sent, new Outcome.Answered(new byte[0]), block(sent.partition())));
    }
    scene.submit(Plans.job(1).persist(3).result(4));
    for (Scene.Sent sent : scene.inHand()) {
      assertThat(sent.executor()).isEqualTo(keepers[sent.partition()]);
    }
    assertThat(scene.inHand()).hasSize(4);
  }
}
