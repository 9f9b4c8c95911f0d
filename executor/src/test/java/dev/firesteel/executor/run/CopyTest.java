package dev.firesteel.executor.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.executor.spill.ChunkedBytes;
import dev.firesteel.executor.spill.Compression;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.PartitionHead;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.serialization.RecordSerializer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that the driver orders, fetched from a holder that tests play. */
class CopyTest {
  private static final DatasetId DATASET = new DatasetId(4);
  private static final ExecutorId HOLDER = new ExecutorId("e-2");
  private static final BlockAddress SELF = new BlockAddress(new ExecutorId("e-1"), "", 0);
  private static final int COUNT = 1000;

  @TempDir Path local;
  private FakeDriver driver;
  private Executor executor;
  private final CountDownLatch stuck = new CountDownLatch(1);

  @BeforeEach
  void start() {
    driver = new FakeDriver(local);
    driver.network().serve(HOLDER, this::find);
    executor = driver.executor(1);
    driver.await(ToDriver.Register.class);
  }

  @AfterEach
  void stop() {
    executor.close();
    driver.close();
    assertThat(local).isEmptyDirectory();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("e-1-copy"));
  }

  /** Partition 0 is whole, partition 1 never comes. */
  private Optional<BlockData> find(BlockKey key) {
    if (key instanceof BlockKey.Dataset) {
      return Optional.of(new BlockData.Bytes(new PartitionHead(1, COUNT, 0).encode()));
    }
    if (key instanceof BlockKey.DatasetPiece piece && piece.partition() == 0) {
      return Optional.of(new BlockData.Bytes(piece.piece() == 0 ? numbers() : new byte[0]));
    }
    if (key instanceof BlockKey.DatasetPiece || key instanceof BlockKey.MapIndex) {
      try {
        stuck.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return Optional.empty();
  }

  private static byte[] numbers() {
    ChunkedBytes bytes = new ChunkedBytes(Compression.LZ4);
    RecordSerializer serializer = new RecordSerializer(CopyTest.class.getClassLoader());
    for (long n = 0; n < COUNT; n++) {
      serializer.write(bytes.output(), n);
    }
    return bytes.toBytes();
  }

  private static CopyOrder order(int partition) {
    return new CopyOrder(
        new BlockName.Partition(new DatasetBlock(DATASET, partition)),
        "MEMORY_2",
        0,
        new BlockAddress(HOLDER, "", 0));
  }

  private CopyReport report() {
    return driver.await(ToDriver.BlocksCopied.class).reports().get(0);
  }

  @Test
  void aHolderThatIsGoneIsReported() {
    CopyOrder order =
        new CopyOrder(
            order(0).block(), "MEMORY", 0, new BlockAddress(new ExecutorId("gone"), "", 0));
    driver.send(new ToExecutor.CopyBlocks(List.of(order)));
    CopyReport report = report();
    assertThat(report.done()).isFalse();
    assertThat(report.error()).contains("gone");
  }

  @Test
  void anUnknownLevelIsReported() {
    CopyOrder order = new CopyOrder(order(0).block(), "CLOUD", 0, order(0).from());
    driver.send(new ToExecutor.CopyBlocks(List.of(order)));
    assertThat(report().error()).contains("CLOUD");
  }

  @Test
  void copiesOfAForgottenDatasetEndAtOnceAndOthersGoOn() {
    driver.send(new ToExecutor.CopyBlocks(List.of(order(1), order(2), order(3), order(0))));
    driver.send(new ToExecutor.ForgetDataset(DATASET));
    List<CopyReport> reports = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      reports.add(report());
    }
    assertThat(reports).extracting(CopyReport::error).containsOnly("nobody wants it any more");
    driver.send(new ToExecutor.CopyBlocks(List.of(order(0))));
    assertThat(report().done()).isTrue();
  }

  @Test
  void copiesOfAForgottenShuffleEndAtOnce() {
    ShuffleId shuffle = new ShuffleId(2);
    BlockName.MapOutput output = new BlockName.MapOutput(shuffle, 0, new TaskId(0));
    driver.send(
        new ToExecutor.CopyBlocks(
            List.of(new CopyOrder(output, "", 3, new BlockAddress(HOLDER, "", 0)))));
    driver.send(new ToExecutor.ForgetShuffle(shuffle));
    assertThat(report()).isEqualTo(new CopyReport(output, "nobody wants it any more"));
  }

  @Test
  void anExecutorEndsWhileItCopies() {
    driver.send(new ToExecutor.CopyBlocks(List.of(order(1), order(2), order(3))));
  }

  @Test
  void aCopyIsKeptAndServedUntilTheDatasetIsForgotten() throws Exception {
    driver.send(new ToExecutor.CopyBlocks(List.of(order(0))));
    assertThat(report()).isEqualTo(new CopyReport(order(0).block(), ""));
    driver.await(ToDriver.Heartbeat.class, beat -> beat.storageBytes() > 0);
    List<byte[]> served = new ArrayList<>();
    try (BlockClient client = driver.network().blockClient()) {
      client.fetch(
          SELF,
          List.of(
              new BlockKey.Dataset(DATASET, 0),
              new BlockKey.DatasetPiece(DATASET, 0, 1, 0),
              new BlockKey.DatasetPiece(DATASET, 0, 1, 1)),
          1,
          (index, bytes) -> served.add(bytes));
    }
    assertThat(PartitionHead.decode(served.get(0)).count()).isEqualTo(COUNT);
    assertThat(served.get(1)).isEqualTo(numbers());
    assertThat(served.get(2)).isEmpty();
    driver.send(new ToExecutor.ForgetDataset(DATASET));
    driver.await(ToDriver.Heartbeat.class, beat -> beat.storageBytes() == 0);
  }
}
