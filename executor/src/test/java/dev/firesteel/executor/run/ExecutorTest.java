package dev.firesteel.executor.run;

import static dev.firesteel.executor.run.FakeDriver.task;
import static dev.firesteel.executor.run.FakeDriver.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.serialization.RecordSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorTest {
  @TempDir Path local;
  private FakeDriver driver;

  @BeforeEach
  void start() {
    driver = new FakeDriver(local);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    driver.close();
    assertThat(files()).isEmpty();
    assertThat(ownThreads()).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(local)) {
      return all.toList();
    }
  }

  private static Set<String> ownThreads() {
    Set<String> names =
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().startsWith("e-1-") && !t.getName().equals("e-1-end"))
            .peek(ExecutorTest::join)
            .filter(Thread::isAlive)
            .map(Thread::getName)
            .collect(Collectors.toSet());
    return names;
  }

  private static void join(Thread thread) {
    try {
      TimeUnit.SECONDS.timedJoin(thread, 10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int code(Executor executor) {
    return executor.ended().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Test
  void endsIfNobodyListens() {
    ExecutorParts parts = driver.parts(1 << 20);
    ExecutorParts lost =
        new ExecutorParts(
            parts.transport(),
            new DriverAddress("memory:nowhere"),
            parts.secret(),
            parts.blocks(),
            parts.classes(),
            1 << 20);
    assertThat(code(start(lost))).isEqualTo(ExitCode.NO_DRIVER.code());
  }

  @Test
  void endsIfItDoesNotKnowTheSecret() {
    ExecutorParts parts = driver.parts(1 << 20);
    ExecutorParts stranger =
        new ExecutorParts(
            parts.transport(),
            parts.driver(),
            Secret.random(),
            parts.blocks(),
            parts.classes(),
            1 << 20);
    assertThat(code(start(stranger))).isEqualTo(ExitCode.REFUSED.code());
  }

  private static Executor start(ExecutorParts parts) {
    return Executor.start(new ExecutorIdentity(new ExecutorId("e-1"), "here", 1), parts);
  }

  @Test
  void endsIfItsDirectoriesCannotBeMade() throws IOException {
    Path file = Files.createTempFile(local, "file", "");
    driver.with(CoreKeys.LOCAL_DIRS.name(), file.toString());
    assertThat(code(driver.executor(1))).isEqualTo(ExitCode.CONFIGURATION.code());
    assertThat(driver.await(ToDriver.Leaving.class).why()).contains("firesteel.local.dirs");
    Files.delete(file);
  }

  @Test
  void endsIfTheChannelIsGone() {
    Executor executor = driver.executor(1);
    driver.await(ToDriver.Heartbeat.class);
    driver.close();
    assertThat(code(executor)).isEqualTo(ExitCode.DRIVER_GONE.code());
  }

  @Test
  void endsWhenTold() {
    Executor executor = driver.executor(2);
    driver.await(ToDriver.Heartbeat.class);
    driver.send(new ToExecutor.Stop("done"));
    assertThat(code(executor)).isZero();
    executor.close();
  }

  @Test
  void endsWhenStoppedFromOutsideAndCancelsItsTasks() {
    try (Executor executor = driver.executor(1)) {
      driver.run(Programs.task((cursor, task) -> block(task)), tasks(1));
      driver.await(ToDriver.Heartbeat.class, beat -> !beat.running().isEmpty());
      executor.stop("enough");
      executor.stop("again");
      assertThat(driver.outcome(Outcome.Cancelled.class).why()).isEqualTo("enough");
      assertThat(code(executor)).isZero();
    }
  }

  @Test
  void endsAfterOutOfMemory() {
    Executor executor = driver.executor(1);
    driver.run(
        Programs.task(
            (cursor, task) -> {
              throw new OutOfMemoryError("Java heap space");
            }),
        tasks(1));
    Outcome.Failed failed = driver.outcome(Outcome.Failed.class);
    assertThat(failed.category()).isEqualTo(ErrorCategory.RESOURCES);
    assertThat(failed.error()).isEqualTo("java.lang.OutOfMemoryError: Java heap space");
    assertThat(driver.await(ToDriver.Leaving.class).why())
        .contains("out of memory in task-0")
        .contains("firesteel.executor.memory");
    assertThat(code(executor)).isEqualTo(ExitCode.OUT_OF_MEMORY.code());
  }

  @Test
  void doesNotWaitForATaskThatIgnoresInterrupts() {
    Executor executor = driver.executor(1);
    driver.run(Programs.task((cursor, task) -> Stubborn.ignoreInterrupts()), tasks(1));
    Stubborn.awaitBegin();
    executor.close();
    assertThat(code(executor)).isZero();
    Stubborn.END.countDown();
  }

  static final class Stubborn {
    static final CountDownLatch BEGUN = new CountDownLatch(1);
    static final CountDownLatch END = new CountDownLatch(1);

    static void awaitBegin() {
      try {
        assertThat(BEGUN.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    static Long ignoreInterrupts() {
      BEGUN.countDown();
      while (true) {
        try {
          END.await();
          return 1L;
        } catch (InterruptedException e) {
          // stubborn
        }
      }
    }
  }

  private static Long block(TaskRuntime task) throws InterruptedException {
    synchronized (task) {
      while (!task.cancelled()) {
        task.wait();
      }
    }
    return 0L;
  }

  @Test
  void removesLeftoversOfProcessesThatAreNoMore() throws IOException {
    Path own = Files.createDirectory(local.resolve("firesteel-p1-mine-x"));
    Path dead = Files.createDirectory(local.resolve("firesteel-p999999999-e-7-x"));
    Files.createFile(dead.resolve("file"));
    Path other = Files.createDirectory(local.resolve("firesteel-something"));
    StaleDirectories.remove(List.of(own), pid -> pid == 1);
    assertThat(files()).containsExactlyInAnyOrder(own, other);
    Files.delete(own);
    Files.delete(other);
  }

  @Test
  void registersAndRunsTasks() {
    try (Executor executor = driver.executor(2)) {
      ToDriver.Register registration = driver.await(ToDriver.Register.class);
      assertThat(registration.slots()).isEqualTo(2);
      assertThat(registration.host()).isEqualTo("here");
      driver.run(
          Programs.numbers(
              10,
              (cursor, task) -> {
                long[] sum = new long[1];
                cursor.forEachRemaining(n -> sum[0] += n);
                return sum[0];
              }),
          task(7, 1));
      var report = driver.report();
      assertThat(report.task()).isEqualTo(new TaskId(7));
      assertThat(report.runNanos()).isPositive();
      assertThat(answer(report.outcome())).isEqualTo(145L);
    }
  }

  static Object answer(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return new RecordSerializer(ExecutorTest.class.getClassLoader())
        .fromBytes(((Outcome.Answered) outcome).answer());
  }

  @Test
  void userFailuresNameTheirClassAndMessage() {
    try (Executor executor = driver.executor(1)) {
      driver.run(
          Programs.task(
              (cursor, task) -> {
                throw new IOException("no such thing");
              }),
          tasks(1));
      Outcome.Failed failed = driver.outcome(Outcome.Failed.class);
      assertThat(failed.error()).isEqualTo("java.io.IOException: no such thing");
      assertThat(failed.category()).isEqualTo(ErrorCategory.USER);
      assertThat(failed.stackTrace()).contains("ExecutorTest.java");
    }
  }

  @Test
  void keepsTheCategoryOfFiresteelsFailures() {
    try (Executor executor = driver.executor(1)) {
      driver.run(
          Programs.task(
              (cursor, task) -> {
                throw new IllegalStateException(
                    new FiresteelException(ErrorCategory.INPUT_OUTPUT, "Cannot read x"));
              }),
          tasks(1));
      assertThat(driver.outcome(Outcome.Failed.class).category())
          .isEqualTo(ErrorCategory.INPUT_OUTPUT);
    }
  }
}
