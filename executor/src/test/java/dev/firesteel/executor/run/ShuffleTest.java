package dev.firesteel.executor.run;

import static dev.firesteel.executor.run.ExecutorTest.answer;
import static dev.firesteel.executor.run.FakeDriver.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.StageProgram;
import dev.firesteel.dataset.lineage.TaskRuntime;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.BlockSizes;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that write and read a shuffle. */
class ShuffleTest {
  private static final ShuffleId SHUFFLE = new ShuffleId(2);

  @TempDir Path local;
  private FakeDriver driver;
  private Executor executor;

  @BeforeEach
  void start() {
    driver = new FakeDriver(local);
    executor = driver.executor(2);
    driver.await(ToDriver.Register.class);
  }

  @AfterEach
  void stop() {
    executor.close();
    driver.close();
    assertThat(local).isEmptyDirectory();
  }

  /** Pairs of n and n x n, by the remainder of n. */
  private static final class Squares extends Programs.PairNode {
    @Override
    protected Cursor<Pair<Long, Long>> open(int partition, TaskRuntime task) {
      long[] next = {partition * 10L};
      return sink -> {
        if (next[0] == partition * 10L + 10) {
          return false;
        }
        sink.accept(Pair.of(next[0], next[0] * next[0]));
        next[0]++;
        return true;
      };
    }
  }

  private static final class Read extends Programs.PairNode {
    private final ShuffleDependency<Long, Long, Long> shuffle;

    Read(ShuffleDependency<Long, Long, Long> shuffle) {
      this.shuffle = shuffle;
    }

    @Override
    protected Cursor<Pair<Long, Long>> open(int partition, TaskRuntime task) throws Exception {
      return task.readShuffle(shuffle, partition);
    }
  }

  private static ShuffleDependency<Long, Long, Long> shuffle() {
    return new ShuffleDependency<>(
        SHUFFLE,
        new Squares(),
        new HashPartitioner(3),
        null,
        ShuffleDependency.MapSideCombine.NO,
        null);
  }

  private static StageProgram reduce() {
    return Programs.program(
        new Read(shuffle()),
        (cursor, task) -> {
          List<Object> keys = new ArrayList<>();
          cursor.forEachRemaining(
              pair -> {
                assertThat(pair.value()).isEqualTo(pair.key() * pair.key());
                keys.add(pair.key());
              });
          return keys;
        });
  }

  private ToExecutor.ShuffleOutputs outputs(int version, byte[][] sizes, int... serverOfMap) {
    BlockAddress self = new BlockAddress(new ExecutorId("e-1"), "", 0);
    BlockAddress gone = new BlockAddress(new ExecutorId("gone"), "", 0);
    return new ToExecutor.ShuffleOutputs(
        SHUFFLE, version, List.of(self, gone), serverOfMap, new long[] {0, 1}, sizes);
  }

  private byte[][] map() {
    byte[][] sizes = new byte[2][];
    driver.run(new StageProgram.ShuffleMap<>(new Squares(), shuffle()), task(0, 0), task(1, 1));
    for (int i = 0; i < 2; i++) {
      TaskReport report = driver.report();
      assertThat(report.outcome()).isInstanceOf(Outcome.MapWritten.class);
      sizes[(int) report.task().value()] = ((Outcome.MapWritten) report.outcome()).sizes();
      assertThat(report.metrics().shuffleBytesWritten()).isPositive();
    }
    return sizes;
  }

  @Test
  void anUnknownShuffleIsAFetchFailure() {
    driver.run(reduce(), task(5, 0));
    Outcome.FetchFailed failed = driver.outcome(Outcome.FetchFailed.class);
    assertThat(failed.shuffle()).isEqualTo(SHUFFLE);
    assertThat(failed.error()).contains("no executor has it");
  }

  @Test
  void missingOutputIsAFetchFailureOfItsMapPartition() {
    byte[][] sizes = map();
    driver.send(outputs(1, sizes, 0, -1));
    driver.run(reduce(), task(5, 0));
    Outcome.FetchFailed failed = driver.outcome(Outcome.FetchFailed.class);
    assertThat(failed.mapPartition()).isEqualTo(1);
    assertThat(failed.from()).isEqualTo(BlockAddress.DRIVER);
  }

  @Test
  void aServerThatIsGoneIsAFetchFailureThatNamesIt() {
    byte[][] sizes = map();
    Arrays.fill(sizes[1], BlockSizes.encode(100));
    driver.send(outputs(1, sizes, 0, 1));
    driver.run(reduce(), task(5, 0));
    Outcome.FetchFailed failed = driver.outcome(Outcome.FetchFailed.class);
    assertThat(failed.mapPartition()).isEqualTo(1);
    assertThat(failed.from()).isEqualTo(new ExecutorId("gone"));
  }

  @Test
  void readsWhatMapTasksWrote() {
    byte[][] sizes = map();
    driver.send(outputs(2, sizes, 0, 0), outputs(1, sizes, 0, -1));
    driver.run(reduce(), task(5, 0), task(6, 1), task(7, 2));
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      keys.addAll((List<?>) answer(driver.report().outcome()));
    }
    assertThat(keys).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void aForgottenShuffleLeavesNoFiles() throws IOException {
    map();
    assertThat(shuffleFiles()).isNotEmpty();
    driver.send(new ToExecutor.ForgetShuffle(SHUFFLE));
    driver.await(ToDriver.Heartbeat.class, beat -> shuffleFiles().isEmpty());
  }

  private List<Path> shuffleFiles() {
    try (Stream<Path> all = Files.walk(local)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
