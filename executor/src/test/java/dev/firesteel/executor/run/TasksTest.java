package dev.firesteel.executor.run;

import static dev.firesteel.executor.run.ExecutorTest.answer;
import static dev.firesteel.executor.run.FakeDriver.task;
import static dev.firesteel.executor.run.FakeDriver.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.TaskContext;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.StageProgram;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.serialization.RecordSerializer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tasks do and how the driver steers them. */
class TasksTest {
  /** Tasks that block take one to go on; reset for each test. */
  private static volatile Semaphore gate = new Semaphore(0);

  @TempDir Path local;
  private FakeDriver driver;
  private Executor executor;

  @BeforeEach
  void start() {
    gate = new Semaphore(0);
    driver = new FakeDriver(local);
    executor = driver.executor(1);
    driver.await(ToDriver.Register.class);
  }

  @AfterEach
  void stop() {
    gate.release(1000);
    executor.close();
    driver.close();
    assertThat(local).isEmptyDirectory();
  }

  private static StageProgram blocking() {
    return Programs.task(
        (cursor, task) -> {
          gate.acquire();
          return (long) task.partition();
        });
  }

  private void awaitRunning(long task) {
    driver.await(
        ToDriver.Heartbeat.class, beat -> beat.running().equals(List.of(new TaskId(task))));
  }

  @Test
  void aTaskOfAnUnknownProgramFails() {
    driver.send(new ToExecutor.RunTasks(new StageId(1), new BinaryId(99), List.of(task(5, 0))));
    TaskReport report = driver.report();
    assertThat(report.task()).isEqualTo(new TaskId(5));
    assertThat(((Outcome.Failed) report.outcome()).category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(((Outcome.Failed) report.outcome()).error()).contains("binary-99");
  }

  @Test
  void aProgramThatDoesNotLoadFailsItsTasks() {
    BinaryId id = new BinaryId(50);
    driver.send(
        new ToExecutor.DefineProgram(id, true, new byte[] {1, 2, 3}),
        new ToExecutor.RunTasks(new StageId(1), id, List.of(task(5, 0))));
    Outcome.Failed failed = driver.outcome(Outcome.Failed.class);
    assertThat(failed.category()).isEqualTo(ErrorCategory.PROGRAM);
    assertThat(failed.error()).contains("binary-50").contains("--jars");
  }

  @Test
  void aForgottenProgramRunsNoMoreButWhatIsQueued() {
    BinaryId id = driver.run(blocking(), tasks(2));
    driver.send(new ToExecutor.ForgetPrograms(List.of(id)));
    driver.send(new ToExecutor.RunTasks(new StageId(1), id, List.of(task(9, 0))));
    assertThat(driver.report().task()).isEqualTo(new TaskId(9));
    gate.release(2);
    assertThat(answer(driver.report().outcome())).isEqualTo(0L);
    assertThat(answer(driver.report().outcome())).isEqualTo(1L);
  }

  @Test
  void anAnswerThatDoesNotSerializeFailsTheTask() {
    driver.run(Programs.task((cursor, task) -> new Thread()), tasks(1));
    Outcome.Failed failed = driver.outcome(Outcome.Failed.class);
    assertThat(failed.category()).as("hopeless").isEqualTo(ErrorCategory.PROGRAM);
    assertThat(failed.error()).contains("java.lang.Thread").contains("does not serialize");
    driver.run(Programs.task((cursor, task) -> "fine"), tasks(1));
    assertThat(answer(driver.report().outcome())).isEqualTo("fine");
  }

  @Test
  void aStackOverflowFailsTheTaskOnly() {
    driver.run(Programs.task((cursor, task) -> endless(1)), tasks(1));
    Outcome.Failed failed = driver.outcome(Outcome.Failed.class);
    assertThat(failed.error()).contains("checkpoint()").contains("-Xss");
    assertThat(failed.stackTrace()).contains("StackOverflowError");
    driver.run(Programs.task((cursor, task) -> 1L), tasks(1));
    assertThat(answer(driver.report().outcome())).isEqualTo(1L);
  }

  private static long endless(long n) {
    return n + endless(n + 1);
  }

  @Test
  void aMissingSplitIsAnInternalError() {
    driver.run(Programs.task((cursor, task) -> task.split(Sources.numbers(), 3)), tasks(1));
    Outcome.Failed failed = driver.outcome(Outcome.Failed.class);
    assertThat(failed.category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(failed.error()).contains("partition 3");
  }

  @Test
  void readsTheSplitsThatComeWithTheTask() throws Exception {
    StageProgram program =
        Programs.program(
            Sources.numbers(),
            (cursor, task) -> {
              List<Object> all = new ArrayList<>();
              cursor.forEachRemaining(all::add);
              return all;
            });
    driver.run(program, new TaskOrder(new TaskId(1), 2, 0, Sources.input(2, 100, 103)));
    TaskReport report = driver.report();
    assertThat(answer(report.outcome())).isEqualTo(List.of(100L, 101L, 102L));
    assertThat(report.metrics().inputBytes()).isEqualTo(24);
  }

  @Test
  void queuedTasksRunInOrder() {
    driver.run(blocking(), tasks(4));
    gate.release(4);
    for (long i = 0; i < 4; i++) {
      assertThat(driver.report().task()).isEqualTo(new TaskId(i));
    }
  }

  @Test
  void givesBackWhatHasNotStarted() {
    driver.run(blocking(), tasks(4));
    awaitRunning(0);
    driver.send(
        new ToExecutor.ReturnTasks(
            List.of(new TaskId(0), new TaskId(3), new TaskId(2), new TaskId(77))));
    assertThat(driver.await(ToDriver.TasksReturned.class).tasks())
        .containsExactly(new TaskId(2), new TaskId(3));
    gate.release(4);
    assertThat(driver.report().task()).isEqualTo(new TaskId(0));
    assertThat(driver.report().task()).isEqualTo(new TaskId(1));
  }

  @Test
  void cancelsQueuedAndRunningTasks() {
    driver.run(blocking(), tasks(3));
    awaitRunning(0);
    driver.send(
        new ToExecutor.CancelTasks(List.of(new TaskId(0), new TaskId(1)), "nobody needs it"));
    TaskReport first = driver.report();
    TaskReport second = driver.report();
    assertThat(List.of(first.task(), second.task()))
        .containsExactlyInAnyOrder(new TaskId(0), new TaskId(1));
    assertThat(((Outcome.Cancelled) first.outcome()).why()).isEqualTo("nobody needs it");
    assertThat(second.outcome()).isInstanceOf(Outcome.Cancelled.class);
    gate.release();
    assertThat(answer(driver.report().outcome())).isEqualTo(2L);
  }

  @Test
  void aCancelledTaskThatSwallowsTheInterruptIsCancelledStill() {
    driver.run(
        Programs.task(
            (cursor, task) -> {
              gate.acquireUninterruptibly();
              return task.cancelled();
            }),
        tasks(2));
    awaitRunning(0);
    driver.send(new ToExecutor.CancelTasks(List.of(new TaskId(0)), "enough"));
    gate.release(2);
    driver.outcome(Outcome.Cancelled.class);
    assertThat(answer(driver.report().outcome())).isEqualTo(false);
  }

  @Test
  void anInterruptNeverReachesTheNextTask() {
    driver.run(
        Programs.task(
            (cursor, task) -> {
              Thread.currentThread().interrupt();
              return 1L;
            }),
        tasks(1));
    driver.report();
    driver.run(Programs.task((cursor, task) -> Thread.currentThread().isInterrupted()), tasks(1));
    assertThat(answer(driver.report().outcome())).isEqualTo(false);
  }

  @Test
  void tasksKnowThemselves() {
    driver.run(
        Programs.task(
            (cursor, task) -> {
              TaskContext me = TaskContext.current();
              return List.of(
                  me == task,
                  me.stage().value(),
                  me.partition(),
                  me.attempt(),
                  me.task().value(),
                  task.config().get(CoreKeys.APP_NAME));
            }),
        new TaskOrder(new TaskId(8), 3, 2, new byte[0]));
    assertThat(answer(driver.report().outcome()))
        .isEqualTo(List.of(true, 1, 3, 2, 8L, "firesteel"));
  }

  @Test
  void theContextClassLoaderIsRestored() {
    driver.run(
        Programs.task(
            (cursor, task) -> {
              Thread.currentThread().setContextClassLoader(null);
              return 1L;
            }),
        tasks(1));
    driver.report();
    driver.run(
        Programs.task((cursor, task) -> Thread.currentThread().getContextClassLoader() != null),
        tasks(1));
    assertThat(answer(driver.report().outcome())).isEqualTo(true);
  }

  @Test
  void accumulatorsTravelWithTheReportOfASuccessOnly() {
    Accumulator<Long, Long, Long> sum =
        new Accumulator<>(
            new AccumulatorId(6), "sum", () -> 0L, (a, b) -> a + b, Long::sum, total -> total);
    driver.run(
        Programs.numbers(
            10,
            (cursor, task) -> {
              cursor.forEachRemaining(sum::add);
              if (task.partition() == 1) {
                throw new IllegalStateException();
              }
              return 0L;
            }),
        tasks(2));
    TaskReport success = driver.report();
    assertThat(success.accumulators()).hasSize(1);
    assertThat(success.accumulators().get(0).accumulator()).isEqualTo(new AccumulatorId(6));
    assertThat(
            new RecordSerializer(getClass().getClassLoader())
                .fromBytes(success.accumulators().get(0).state()))
        .isEqualTo(45L);
    assertThat(driver.report().accumulators()).isEmpty();
  }

  @Test
  void keptPartitionsAreReportedAndForgotten() {
    Node<Long> kept = Programs.kept(1000, 17, StorageLevel.MEMORY);
    StageProgram program = Programs.program(kept, (cursor, task) -> 1L);
    driver.run(program, tasks(2));
    assertThat(driver.report().kept()).containsExactly(new DatasetBlock(new DatasetId(17), 0));
    assertThat(driver.report().kept()).containsExactly(new DatasetBlock(new DatasetId(17), 1));
    driver.await(ToDriver.Heartbeat.class, beat -> beat.storageBytes() > 2 * 24_000);
    driver.send(new ToExecutor.ForgetDataset(new DatasetId(17)));
    driver.await(ToDriver.Heartbeat.class, beat -> beat.storageBytes() == 0);
  }

  @Test
  void executionDropsKeptPartitionsAndSaysSo() {
    driver.send(new ToExecutor.Stop("another one is started"));
    executor.close();
    executor = driver.with("firesteel.memory.storage-fraction", "0").executor(1, 1_000_000);
    Node<Long> kept = Programs.kept(10_000, 17, StorageLevel.MEMORY);
    driver.run(Programs.program(kept, (cursor, task) -> 1L), tasks(1));
    assertThat(driver.report().kept()).hasSize(1);
    Node<Long> next = Programs.kept(15_000, 18, StorageLevel.MEMORY);
    driver.run(Programs.program(next, (cursor, task) -> 1L), tasks(1));
    assertThat(driver.await(ToDriver.BlocksDropped.class).blocks())
        .containsExactly(new DatasetBlock(new DatasetId(17), 0));
  }

  @Test
  void everyTaskIsReportedOrGivenBackExactlyOnce() {
    executor.close();
    executor = driver.executor(3);
    BinaryId program = driver.define(Programs.numbers(3, (cursor, task) -> 1L));
    Random random = new Random(7);
    int count = 3000;
    for (int first = 0; first < count; first += 10) {
      List<TaskOrder> order = new ArrayList<>();
      for (int i = first; i < first + 10; i++) {
        order.add(task(i, 0));
      }
      driver.send(new ToExecutor.RunTasks(new StageId(1), program, order));
      List<TaskId> some = List.of(new TaskId(first + random.nextInt(10)));
      driver.send(
          random.nextBoolean()
              ? new ToExecutor.CancelTasks(some, "at random")
              : new ToExecutor.ReturnTasks(some));
    }
    Set<TaskId> seen = new HashSet<>();
    while (seen.size() < count) {
      ToDriver next = driver.await(ToDriver.class);
      if (next instanceof ToDriver.TasksEnded ended) {
        ended.reports().forEach(report -> assertThat(seen.add(report.task())).isTrue());
      } else if (next instanceof ToDriver.TasksReturned returned) {
        returned.tasks().forEach(task -> assertThat(seen.add(task)).isTrue());
      }
    }
  }
}
