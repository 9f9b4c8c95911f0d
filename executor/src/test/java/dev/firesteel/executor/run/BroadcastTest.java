package dev.firesteel.executor.run;

import static dev.firesteel.executor.run.ExecutorTest.answer;
import static dev.firesteel.executor.run.FakeDriver.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.dataset.lineage.StageProgram;
import dev.firesteel.dataset.shared.Broadcast;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockMissingException;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.serialization.RecordSerializer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BroadcastTest {
  private static final BroadcastId ID = new BroadcastId(5);
  private static final int CHUNK = 1000;
  private static final String VALUE = "value ".repeat(1000);
  private static final BlockAddress DRIVER = new BlockAddress(BlockAddress.DRIVER, "", 0);
  private static final BlockAddress SELF = new BlockAddress(new ExecutorId("e-1"), "", 0);

  @TempDir Path local;
  private FakeDriver driver;
  private Executor executor;
  private final byte[] bytes = new RecordSerializer(getClass().getClassLoader()).toBytes(VALUE);
  private final AtomicInteger served = new AtomicInteger();

  @BeforeEach
  void start() {
    driver = new FakeDriver(local);
    driver.network().serve(BlockAddress.DRIVER, this::chunk);
    executor = driver.executor(4);
  }

  @AfterEach
  void stop() {
    executor.close();
    driver.close();
  }

  private Optional<BlockData> chunk(BlockKey key) {
    served.incrementAndGet();
    int from = ((BlockKey.BroadcastChunk) key).chunk() * CHUNK;
    return Optional.of(
        new BlockData.Bytes(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK))));
  }

  private StageProgram program() {
    Broadcast<String> broadcast = new Broadcast<>(ID, VALUE);
    return Programs.task((cursor, task) -> broadcast.value().length());
  }

  private ToExecutor.BroadcastLocations locations(BlockAddress... servers) {
    return new ToExecutor.BroadcastLocations(ID, bytes.length, CHUNK, List.of(servers));
  }

  @Test
  void aMissingBroadcastFailsTheTask() {
    driver.run(program(), tasks(1));
    driver.await(ToDriver.BroadcastWanted.class);
    driver.send(new ToExecutor.BroadcastLocations(ID, -1, 0, List.of()));
    Outcome.Failed failed = driver.outcome(Outcome.Failed.class);
    assertThat(failed.category()).isEqualTo(ErrorCategory.PROGRAM);
    assertThat(failed.error()).contains("broadcast-5").contains("does not exist");
  }

  @Test
  void aFailedFetchIsTriedAgainByTheNextTask() {
    driver.run(program(), tasks(1));
    driver.await(ToDriver.BroadcastWanted.class);
    driver.send(locations(new BlockAddress(new ExecutorId("gone"), "", 0)));
    assertThat(driver.outcome(Outcome.Failed.class).category()).isEqualTo(ErrorCategory.TRANSIENT);
    driver.run(program(), tasks(1));
    driver.await(ToDriver.BroadcastWanted.class);
    driver.send(locations(DRIVER));
    assertThat(answer(driver.report().outcome())).isEqualTo(VALUE.length());
  }

  @Test
  void ifTheFetchingTaskIsCancelledAnotherFetches() {
    driver.run(program(), FakeDriver.task(0, 0));
    driver.await(ToDriver.BroadcastWanted.class);
    driver.run(program(), FakeDriver.task(1, 0));
    driver.await(ToDriver.Heartbeat.class, beat -> beat.running().size() == 2);
    driver.send(new ToExecutor.CancelTasks(List.of(new TaskId(0)), "not needed"));
    driver.await(ToDriver.BroadcastWanted.class);
    driver.outcome(Outcome.Cancelled.class);
    driver.send(locations(DRIVER));
    assertThat(answer(driver.report().outcome())).isEqualTo(VALUE.length());
  }

  @Test
  void whatIsForgottenWhileItIsFetchedIsAnsweredToAllWhoWait() {
    driver.run(program(), FakeDriver.task(0, 0));
    driver.await(ToDriver.BroadcastWanted.class);
    driver.send(new ToExecutor.ForgetBroadcast(ID));
    driver.run(program(), FakeDriver.task(1, 0));
    driver.await(ToDriver.BroadcastWanted.class);
    driver.send(locations(DRIVER));
    driver.send(locations(DRIVER));
    for (int i = 0; i < 2; i++) {
      assertThat(answer(driver.report().outcome())).isEqualTo(VALUE.length());
    }
  }

  @Test
  void isFetchedOnceForAllTasks() {
    driver.run(program(), tasks(8));
    driver.await(ToDriver.BroadcastWanted.class);
    driver.send(locations(DRIVER));
    for (int i = 0; i < 8; i++) {
      assertThat(answer(driver.report().outcome())).isEqualTo(VALUE.length());
    }
    assertThat(served.get()).isEqualTo((bytes.length + CHUNK - 1) / CHUNK);
  }

  @Test
  void isServedToOthersUntilItIsForgotten() throws Exception {
    driver.run(program(), tasks(1));
    driver.await(ToDriver.BroadcastWanted.class);
    driver.send(locations(DRIVER));
    assertThat(driver.await(ToDriver.BroadcastHeld.class).broadcast()).isEqualTo(ID);
    var last = new BlockKey.BroadcastChunk(ID, (bytes.length - 1) / CHUNK);
    try (var client = driver.network().blockClient()) {
      client.fetch(
          SELF,
          List.of(last),
          1,
          (index, block) -> assertThat(block).hasSize((bytes.length - 1) % CHUNK + 1));
      driver.send(new ToExecutor.ForgetBroadcast(ID));
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> client.fetch(SELF, List.of(last), 1, (index, block) -> {}))
          .isInstanceOf(BlockMissingException.class);
    }
  }
}
