package dev.firesteel.executor.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.partition.Partitioner;
import dev.firesteel.executor.shuffle.ShuffleRoundTripTest.Mode;
import dev.firesteel.executor.spill.Bench;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.BlockAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShuffleErrorsTest {
  private static final ExecutorId SELF = new ExecutorId("e-1");
  private static final BlockAddress HERE = new BlockAddress(SELF, "", 0);
  private static final BlockAddress THERE = new BlockAddress(new ExecutorId("e-2"), "h", 1);
  private static final TaskId TASK = new TaskId(7);

  @TempDir Path root;

  @Test
  void outputThatIsWrittenAfterItsShuffleWasForgottenDoesNotStay() throws Exception {
    try (Bench bench = Bench.withDisk(root, 0, Long.MAX_VALUE)) {
      ShuffleStore store = new ShuffleStore(bench.directories);
      ShuffleDependency<Object, Object, Object> dependency =
          ShuffleRoundTripTest.dependency(Mode.PLAIN, 3);
      store.remove(dependency.id());
      long[] sizes =
          new ShuffleWriter(store, bench.workspace)
              .write(Bench.cursor(pairs(1_000)), dependency, TASK);
      assertThat(sizes).hasSize(3);
      assertThat(store.find(new BlockKey.Shuffle(dependency.id(), TASK, 0))).isEmpty();
      assertThat(bench.files()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aFullDiskIsReportedWithTheDirectoryAndLeavesNothing(Mode mode) {
    for (long diskBytes = 0; diskBytes < 40_000; diskBytes += 9_973) {
      try (Bench bench = Bench.withDisk(root, 0, diskBytes)) {
        ShuffleStore store = new ShuffleStore(bench.directories);
        AtomicBoolean closed = new AtomicBoolean();
        assertThatThrownBy(
                () ->
                    new ShuffleWriter(store, bench.workspace)
                        .write(
                            closing(pairs(20_000), closed),
                            ShuffleRoundTripTest.dependency(mode, 3),
                            TASK))
            .isInstanceOfSatisfying(
                FiresteelException.class,
                e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES))
            .hasMessageContaining("No space left")
            .hasMessageContaining(root.toString())
            .hasMessageContaining("firesteel.local.dirs");
        assertThat(closed).isTrue();
        assertThat(bench.files()).isEmpty();
        bench.assertNothingLeft();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aFailingSourceLeavesNothing(Mode mode) {
    try (Bench bench = new Bench(root, 0)) {
      Iterator<Pair<Object, Object>> good = pairs(3000).iterator();
      Cursor<Pair<Object, Object>> failing =
          sink -> {
            if (!good.hasNext()) {
              throw new IOException("source broke");
            }
            sink.accept(good.next());
            return true;
          };
      assertThatThrownBy(
              () ->
                  new ShuffleWriter(new ShuffleStore(bench.directories), bench.workspace)
                      .write(failing, ShuffleRoundTripTest.dependency(mode, 3), TASK))
          .isInstanceOf(IOException.class)
          .hasMessage("source broke");
      assertThat(bench.files()).isEmpty();
      bench.assertNothingLeft();
    }
  }

  @Test
  void anInterruptedTaskStopsWriting() {
    try (Bench bench = new Bench(root, 0)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () ->
                  new ShuffleWriter(new ShuffleStore(bench.directories), bench.workspace)
                      .write(
                          Bench.cursor(pairs(10)),
                          ShuffleRoundTripTest.dependency(Mode.PLAIN, 3),
                          TASK))
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.CANCELLED));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(bench.files()).isEmpty();
    }
  }

  @Test
  void aPartitionerOutOfRangeIsNamed() {
    Partitioner wrong =
        new Partitioner() {
          @Override
          public int partitions() {
            return 2;
          }

          @Override
          public int partition(Object key) {
            return 2;
          }

          @Override
          public String toString() {
            return "my partitioner";
          }
        };
    try (Bench bench = new Bench(root, 0)) {
      assertThatThrownBy(
              () ->
                  new ShuffleWriter(new ShuffleStore(bench.directories), bench.workspace)
                      .write(
                          Bench.cursor(pairs(1)),
                          new ShuffleDependency<Object, Object, Object>(
                              new ShuffleId(1),
                              null,
                              wrong,
                              null,
                              ShuffleDependency.MapSideCombine.NO,
                              null),
                          TASK))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("my partitioner")
          .hasMessageContaining("0 to 1");
    }
  }

  @Test
  void keysThatDoNotCompareAreNamed() {
    try (Bench bench = new Bench(root, 0)) {
      assertThatThrownBy(
              () ->
                  new ShuffleWriter(new ShuffleStore(bench.directories), bench.workspace)
                      .write(
                          Bench.cursor(List.of(Pair.of("a", 1), Pair.of(2, 2))),
                          ShuffleRoundTripTest.dependency(Mode.ASCENDING, 1),
                          TASK))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("string")
          .hasMessageContaining("java.lang.Integer");
      bench.assertNothingLeft();
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aDamagedBlockNamesItsMapPartitionAndExecutor(Mode mode) throws Exception {
    try (Bench bench = new Bench(root, 1 << 30)) {
      ShuffleDependency<Object, Object, Object> dependency =
          ShuffleRoundTripTest.dependency(mode, 1);
      ShuffleStore store = new ShuffleStore(bench.directories);
      List<ShuffleBlock> blocks = new ArrayList<>();
      for (int m = 0; m < 3; m++) {
        long[] sizes =
            new ShuffleWriter(store, bench.workspace)
                .write(Bench.cursor(pairs(500)), dependency, new TaskId(m));
        blocks.add(new ShuffleBlock(m, new TaskId(m), m == 1 ? THERE : HERE, sizes[0]));
      }
      for (int damaged = 0; damaged < 3; damaged++) {
        Path file =
            store.find(new BlockKey.Shuffle(dependency.id(), new TaskId(damaged), 0)).get().file();
        byte[] good = Files.readAllBytes(file);
        for (int at : new int[] {0, 5, 9, 12, good.length - 1}) {
          byte[] bad = good.clone();
          bad[at] ^= 0x41;
          Files.write(file, bad);
          assertFetchFails(bench, store, dependency, blocks, damaged);
        }
        Files.write(file, Arrays.copyOf(good, good.length / 2));
        if (damaged != 1) {
          assertFetchFails(bench, store, dependency, blocks, damaged);
        }
        Files.write(file, good);
      }
      store.remove(dependency.id(), new TaskId(0));
      assertFetchFails(bench, store, dependency, blocks, 0);
      bench.assertNothingLeft();
    }
  }

  private static void assertFetchFails(
      Bench bench,
      ShuffleStore store,
      ShuffleDependency<Object, Object, Object> dependency,
      List<ShuffleBlock> blocks,
      int damaged) {
    assertThatThrownBy(
            () ->
                Bench.drain(
                    new ShuffleReader(store, SELF, new StoreClient(store), bench.workspace)
                        .read(dependency, 0, blocks)))
        .isInstanceOfSatisfying(
            ShuffleFetchException.class,
            e -> {
              assertThat(e.mapPartition()).isEqualTo(damaged);
              assertThat(e.from()).isEqualTo(blocks.get(damaged).from().owner());
              assertThat(e.shuffle()).isEqualTo(dependency.id());
            });
    assertThat(bench.memory.held()).isZero();
  }

  @Test
  void emptyBlocksAreNotFetchedAndManyAreFetchedAtATime() throws Exception {
    try (Bench bench = new Bench(root, 1 << 30)) {
      ShuffleDependency<Object, Object, Object> dependency =
          ShuffleRoundTripTest.dependency(Mode.ASCENDING, 2);
      ShuffleStore store = new ShuffleStore(bench.directories);
      List<ShuffleBlock> blocks = new ArrayList<>();
      for (int m = 0; m < 150; m++) {
        long[] sizes =
            new ShuffleWriter(store, bench.workspace)
                .write(Bench.cursor(m % 2 == 0 ? List.of() : pairs(3)), dependency, new TaskId(m));
        blocks.add(new ShuffleBlock(m, new TaskId(m), THERE, sizes[1]));
      }
      StoreClient client = new StoreClient(store);
      List<Pair<Object, Object>> read =
          Bench.drain(
              new ShuffleReader(store, SELF, client, bench.workspace).read(dependency, 1, blocks));
      assertThat(client.fetches).isEqualTo(1);
      assertThat(client.blocks).isEqualTo(read.isEmpty() ? 0 : 75);
      bench.assertNothingLeft();
    }
  }

  @Test
  void recordsLargerThanAPageTravel() throws Exception {
    try (Bench bench = new Bench(root, 0)) {
      ShuffleStore store = new ShuffleStore(bench.directories);
      ShuffleDependency<Object, Object, Object> dependency =
          ShuffleRoundTripTest.dependency(Mode.ASCENDING, 1);
      String large = "x".repeat(3_000_000);
      long[] sizes =
          new ShuffleWriter(store, bench.workspace)
              .write(
                  Bench.cursor(List.of(Pair.of("b", large), Pair.of(large, 1), Pair.of("a", 2))),
                  dependency,
                  TASK);
      List<Pair<Object, Object>> read =
          Bench.drain(
              new ShuffleReader(store, SELF, new StoreClient(store), bench.workspace)
                  .read(dependency, 0, List.of(new ShuffleBlock(0, TASK, HERE, sizes[0]))));
      assertThat(read).extracting(Pair::key).isEqualTo(List.of("a", "b", large));
      assertThat(read.get(1).value().equals(large)).isTrue();
      bench.assertNothingLeft();
    }
  }

  @Test
  void anIndexIsReadBackAndADamagedOneCountsAsLost() throws Exception {
    try (Bench bench = new Bench(root, 0)) {
      ShuffleDependency<Object, Object, Object> dependency =
          ShuffleRoundTripTest.dependency(Mode.PLAIN, 2);
      new ShuffleWriter(new ShuffleStore(bench.directories), bench.workspace)
          .write(Bench.cursor(pairs(100)), dependency, TASK);
      ShuffleStore other = new ShuffleStore(bench.directories);
      BlockKey.Shuffle key = new BlockKey.Shuffle(dependency.id(), TASK, 1);
      assertThat(other.find(key)).isPresent();
      Path index =
          bench.files().stream().filter(f -> f.toString().endsWith(".index")).findFirst().get();
      byte[] bytes = Files.readAllBytes(index);
      bytes[10] ^= 1;
      Files.write(index, bytes);
      assertThat(new ShuffleStore(bench.directories).find(key)).isEmpty();
    }
  }

  private static List<Pair<Object, Object>> pairs(int n) {
    List<Pair<Object, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      pairs.add(Pair.of("key " + (i * 7919L % 10_007), i));
    }
    return pairs;
  }

  private static <T> Cursor<T> closing(List<T> elements, AtomicBoolean closed) {
    Cursor<T> cursor = Bench.cursor(elements);
    return new Cursor<>() {
      @Override
      public boolean advance(Sink<? super T> sink) throws Exception {
        return cursor.advance(sink);
      }

      @Override
      public void close() {
        closed.set(true);
      }
    };
  }
}
