package dev.firesteel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.spill.Compression;
import dev.firesteel.executor.spill.IoCounters;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.message.ToDriver.DatasetBlock;
import dev.firesteel.serialization.RecordSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockStoreTest {
  private static final DatasetId DATASET = new DatasetId(1);
  private static final DatasetId OTHER = new DatasetId(2);

  @TempDir Path local;
  private LocalDirectories directories;
  private MemoryBudget budget;
  private BlockStore store;
  private final List<DatasetBlock> dropped = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger computed = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @BeforeEach
  void open() {
    withMemory(1 << 20);
  }

  private void withMemory(long bytes) {
    directories = LocalDirectories.create(List.of(local.toString()), "test");
    budget = new MemoryBudget(bytes, 0);
    store = new BlockStore(budget, () -> workspace(budget.share()), dropped::addAll);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    store.close();
    assertThat(budget.storageUsed()).isZero();
    assertThat(budget.executionUsed()).isZero();
    assertThat(files()).isEmpty();
    assertThat(closed.get()).isEqualTo(computed.get());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(local)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private Workspace workspace(MemoryBudget.Share share) {
    return new Workspace(
        share,
        new RecordSerializer(getClass().getClassLoader()),
        directories,
        Compression.LZ4,
        new IoCounters());
  }

  private Task task() {
    return new Task();
  }

  /** A task that uses the store. */
  private final class Task implements AutoCloseable {
    final MemoryBudget.Share share = budget.share();
    final StoreSession session = store.session(workspace(share), share);

    List<Long> read(DatasetId dataset, int partition, StorageLevel level, int size)
        throws Exception {
      List<Long> read = new ArrayList<>();
      try (Cursor<Long> cursor = session.cached(dataset, partition, level, () -> numbers(size))) {
        cursor.forEachRemaining(read::add);
      }
      return read;
    }

    @Override
    public void close() {
      session.close();
      share.close();
    }
  }

  private Cursor<Long> numbers(int size) {
    computed.incrementAndGet();
    return new Cursor<>() {
      private long next;

      @Override
      public boolean advance(dev.firesteel.api.split.Sink<? super Long> sink) throws Exception {
        if (next == size) {
          return false;
        }
        sink.accept(1000 + next++);
        return true;
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  private static List<Long> expected(int size) {
    return LongStream.range(1000, 1000 + size).boxed().toList();
  }

  @Test
  void aFailureKeepsNothingAndTheNextTaskComputesAgain() throws Exception {
    try (Task task = task()) {
      assertThatThrownBy(
              () ->
                  task.session.cached(
                      DATASET,
                      0,
                      StorageLevel.MEMORY,
                      () -> {
                        throw new IOException("no");
                      }))
          .hasMessage("no");
      assertThat(store.keeps(new DatasetBlock(DATASET, 0))).isFalse();
      assertThat(task.read(DATASET, 0, StorageLevel.MEMORY, 3)).isEqualTo(expected(3));
    }
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aFailureInTheMiddleKeepsNothing(StorageLevel level) throws Exception {
    try (Task task = task()) {
      Cursor<Long> numbers = numbers(2000);
      AtomicInteger steps = new AtomicInteger();
      Cursor<Long> failing =
          new Cursor<>() {
            @Override
            public boolean advance(dev.firesteel.api.split.Sink<? super Long> sink)
                throws Exception {
              if (steps.incrementAndGet() == 1500) {
                throw new IOException("half way");
              }
              return numbers.advance(sink);
            }

            @Override
            public void close() throws Exception {
              numbers.close();
            }
          };
      assertThatThrownBy(() -> task.session.cached(DATASET, 0, level, () -> failing))
          .hasMessage("half way");
      assertThat(task.session.kept()).isEmpty();
    }
    assertThat(budget.storageUsed()).isZero();
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void computesOnceAndKeeps(StorageLevel level) throws Exception {
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 5000)).isEqualTo(expected(5000));
      assertThat(task.session.kept()).containsExactly(new DatasetBlock(DATASET, 0));
    }
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 5000)).isEqualTo(expected(5000));
      assertThat(task.session.kept()).isEmpty();
    }
    assertThat(computed.get()).isEqualTo(1);
    assertThat(budget.storageUsed() > 0).isEqualTo(level.memory());
    assertThat(files()).hasSize(level.memory() ? 0 : 1);
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void keepsEmptyPartitions(StorageLevel level) throws Exception {
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 0)).isEmpty();
      assertThat(task.read(DATASET, 0, level, 0)).isEmpty();
    }
    assertThat(computed.get()).isEqualTo(1);
  }

  @Test
  void estimatesWhatObjectsTake() throws Exception {
    try (Task task = task()) {
      task.read(DATASET, 0, StorageLevel.MEMORY, 10_000);
      assertThat(budget.storageUsed()).isBetween(10_000 * 27L, 10_000 * 29L);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY", "MEMORY_SERIALIZED"})
  void streamsWhatDoesNotFitAndComputesItOnce(StorageLevel level) throws Exception {
    withMemory(100 << 10);
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 200_000)).isEqualTo(expected(200_000));
      assertThat(task.session.kept()).isEmpty();
      assertThat(computed.get()).isEqualTo(1);
      assertThat(budget.storageUsed()).isZero();
      task.read(DATASET, 0, level, 200_000);
      assertThat(computed.get()).isEqualTo(2);
    }
  }

  @Test
  void doesNotCollectAgainWhatDidNotFitUntilThereIsRoom() throws Exception {
    withMemory(400 << 10);
    try (Task task = task();
        MemoryBudget.Share other = budget.share()) {
      other.reserve(300 << 10);
      task.read(DATASET, 0, StorageLevel.MEMORY, 10_000);
      try (Cursor<Long> direct =
          task.session.cached(DATASET, 0, StorageLevel.MEMORY, () -> numbers(10_000))) {
        assertThat(budget.storageUsed()).isZero();
        assertThat(direct.advance(n -> {})).isTrue();
      }
      other.release(300 << 10);
      task.read(DATASET, 0, StorageLevel.MEMORY, 10_000);
      assertThat(task.session.kept()).hasSize(1);
    }
  }

  @Test
  void givesBackMemoryOfAStreamThatIsLeftOpen() throws Exception {
    withMemory(100 << 10);
    try (Task task = task()) {
      Cursor<Long> open =
          task.session.cached(DATASET, 0, StorageLevel.MEMORY, () -> numbers(200_000));
      assertThat(budget.storageUsed()).isPositive();
      open.advance(n -> {});
      open.close();
      assertThat(budget.storageUsed()).isZero();
      task.session.cached(OTHER, 0, StorageLevel.MEMORY, () -> numbers(200_000));
      assertThat(budget.storageUsed()).isPositive();
    }
    assertThat(budget.storageUsed()).isZero();
    closed.incrementAndGet(); // nobody closed the last
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY_AND_DISK", "MEMORY_SERIALIZED_AND_DISK"})
  void putsOnDiskWhatDoesNotFit(StorageLevel level) throws Exception {
    withMemory(100 << 10);
    try (Task task = task()) {
      assertThat(task.read(DATASET, 0, level, 200_000)).isEqualTo(expected(200_000));
      assertThat(task.session.kept()).hasSize(1);
      assertThat(task.read(DATASET, 0, level, 200_000)).isEqualTo(expected(200_000));
    }
    assertThat(computed.get()).isEqualTo(1);
    assertThat(budget.storageUsed()).isZero();
    assertThat(files()).hasSize(1);
  }

  @Test
  void dropsTheLeastRecentlyUsedOfOtherDatasets() throws Exception {
    withMemory(1000 << 10);
    keep(DATASET, 0, StorageLevel.MEMORY);
    keep(DATASET, 1, StorageLevel.MEMORY);
    keep(DATASET, 2, StorageLevel.MEMORY);
    keep(DATASET, 0, StorageLevel.MEMORY);
    assertThat(dropped).isEmpty();
    keep(OTHER, 0, StorageLevel.MEMORY);
    assertThat(dropped).containsExactly(new DatasetBlock(DATASET, 1));
    assertThat(store.keeps(new DatasetBlock(DATASET, 0))).isTrue();
  }

  private void keep(DatasetId dataset, int partition, StorageLevel level) throws Exception {
    try (Task task = task()) {
      assertThat(task.read(dataset, partition, level, 10_000)).isEqualTo(expected(10_000));
    }
  }

  @Test
  void doesNotEvictTheSameDataset() throws Exception {
    withMemory(1000 << 10);
    for (int i = 0; i < 5; i++) {
      keep(DATASET, i, StorageLevel.MEMORY);
    }
    assertThat(dropped).isEmpty();
    assertThat(store.keeps(new DatasetBlock(DATASET, 2))).isTrue();
    assertThat(store.keeps(new DatasetBlock(DATASET, 4))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY_AND_DISK", "MEMORY_SERIALIZED_AND_DISK"})
  void movesToDiskWhatExecutionWants(StorageLevel level) throws Exception {
    keep(DATASET, 0, level);
    try (MemoryBudget.Share share = budget.share()) {
      assertThat(share.reserve(1 << 20)).isEqualTo(1 << 20);
      assertThat(budget.storageUsed()).isZero();
      assertThat(files()).hasSize(1);
      keep(DATASET, 0, level);
    }
    assertThat(computed.get()).isEqualTo(1);
    assertThat(dropped).isEmpty();
  }

  @Test
  void aCancelledTaskThatEvictsDropsNothing() throws Exception {
    keep(DATASET, 0, StorageLevel.MEMORY_AND_DISK);
    try (MemoryBudget.Share share = budget.share()) {
      Thread.currentThread().interrupt();
      assertThat(share.reserve(1 << 20)).isEqualTo(1 << 20);
      assertThat(Thread.interrupted()).isTrue();
    }
    keep(DATASET, 0, StorageLevel.MEMORY_AND_DISK);
    assertThat(computed.get()).isEqualTo(1);
  }

  @Test
  void dropsWhatCannotBeWritten() throws Exception {
    keep(DATASET, 0, StorageLevel.MEMORY_AND_DISK);
    directories.close();
    try (MemoryBudget.Share share = budget.share()) {
      assertThat(share.reserve(1 << 20)).isEqualTo(1 << 20);
    }
    assertThat(dropped).containsExactly(new DatasetBlock(DATASET, 0));
  }

  @Test
  void doesNotEvictWhatIsBeingRead() throws Exception {
    keep(DATASET, 0, StorageLevel.MEMORY);
    long used = budget.storageUsed();
    try (Task task = task();
        MemoryBudget.Share share = budget.share()) {
      task.session.cached(DATASET, 0, StorageLevel.MEMORY, () -> numbers(1));
      assertThat(share.reserve(1 << 20)).isEqualTo((1 << 20) - used);
    }
    try (MemoryBudget.Share share = budget.share()) {
      assertThat(share.reserve(1 << 20)).isEqualTo(1 << 20);
    }
    assertThat(dropped).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void forgetsDatasets(StorageLevel level) throws Exception {
    keep(DATASET, 0, level);
    keep(OTHER, 0, level);
    store.forget(DATASET);
    assertThat(store.keeps(new DatasetBlock(DATASET, 0))).isFalse();
    assertThat(store.keeps(new DatasetBlock(OTHER, 0))).isTrue();
    store.forget(OTHER);
    assertThat(budget.storageUsed()).isZero();
    assertThat(files()).isEmpty();
    assertThat(dropped).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void readersFinishWhatIsForgotten(StorageLevel level) throws Exception {
    keep(DATASET, 0, level);
    List<Long> read = new ArrayList<>();
    try (Task task = task();
        Cursor<Long> cursor = task.session.cached(DATASET, 0, level, () -> numbers(1))) {
      cursor.advance(read::add);
      store.forget(DATASET);
      cursor.forEachRemaining(read::add);
    }
    assertThat(read).isEqualTo(expected(10_000));
    assertThat(files()).isEmpty();
  }

  @Test
  void doesNotKeepWhatIsForgottenWhileItIsComputed() throws Exception {
    try (Task task = task();
        Cursor<Long> cursor =
            task.session.cached(
                DATASET,
                0,
                StorageLevel.MEMORY,
                () -> {
                  store.forget(DATASET);
                  return numbers(10);
                })) {
      List<Long> read = new ArrayList<>();
      cursor.forEachRemaining(read::add);
      assertThat(read).isEqualTo(expected(10));
      assertThat(task.session.kept()).isEmpty();
    }
    assertThat(budget.storageUsed()).isZero();
  }

  @Test
  void tasksThatWantTheSameWaitForOneToComputeIt() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<FutureTask<Integer>> tasks = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      FutureTask<Integer> work = new FutureTask<>(() -> slowRead(go));
      tasks.add(work);
      threads.add(new Thread(work));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        assertThat(thread.isAlive()).isTrue();
        Thread.onSpinWait();
      }
    }
    go.countDown();
    for (FutureTask<Integer> work : tasks) {
      assertThat(work.get(60, TimeUnit.SECONDS)).isEqualTo(100);
    }
    assertThat(computed.get()).isEqualTo(1);
  }

  @Test
  void waitsForMemoryAndForPartitionsDoNotGoInCircles() throws Exception {
    CountDownLatch computing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    FutureTask<Long> owner =
        new FutureTask<>(
            () -> {
              try (Task task = task()) {
                AtomicLong granted = new AtomicLong();
                task.session
                    .cached(
                        DATASET,
                        0,
                        StorageLevel.MEMORY,
                        () -> {
                          computing.countDown();
                          go.await();
                          granted.set(task.share.reserve(1 << 20));
                          return numbers(10);
                        })
                    .close();
                return granted.get();
              }
            });
    new Thread(owner).start();
    computing.await();
    FutureTask<List<Long>> user =
        new FutureTask<>(
            () -> {
              try (Task task = task()) {
                assertThat(task.share.reserve(1 << 20)).isEqualTo(1 << 20);
                return task.read(DATASET, 0, StorageLevel.MEMORY, 10);
              }
            });
    Thread thread = new Thread(user);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    assertThat(owner.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(user.get(60, TimeUnit.SECONDS)).isEqualTo(expected(10));
  }

  private int slowRead(CountDownLatch go) throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (Task task = task();
        Cursor<Long> cursor =
            task.session.cached(
                DATASET,
                0,
                StorageLevel.MEMORY,
                () -> {
                  go.await();
                  return numbers(100);
                })) {
      cursor.forEachRemaining(n -> count.incrementAndGet());
    }
    return count.get();
  }

  @Test
  void aSinkThatIsDoneStopsReading() throws Exception {
    keep(DATASET, 0, StorageLevel.MEMORY);
    List<Long> read = new ArrayList<>();
    try (Task task = task();
        Cursor<Long> cursor =
            task.session.cached(DATASET, 0, StorageLevel.MEMORY, () -> numbers(1))) {
      cursor.forEachRemaining(
          new dev.firesteel.api.split.Sink<Long>() {
            @Override
            public void accept(Long element) {
              read.add(element);
            }

            @Override
            public boolean done() {
              return read.size() == 3;
            }
          });
    }
    assertThat(read).isEqualTo(expected(3));
  }

  @Test
  void underContentionNothingIsLostAndAllMemoryComesBack() throws Exception {
    withMemory(700 << 10);
    List<FutureTask<Void>> users = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Random random = new Random(i);
      FutureTask<Void> user =
          new FutureTask<>(
              () -> {
                for (int n = 0; n < 80; n++) {
                  useAtRandom(random);
                }
                return null;
              });
      users.add(user);
      new Thread(user).start();
    }
    for (FutureTask<Void> user : users) {
      user.get(4, TimeUnit.MINUTES);
    }
    assertThat(budget.executionUsed()).isZero();
    store.forget(DATASET);
    store.forget(OTHER);
    for (int i = 3; i < 8; i++) {
      store.forget(new DatasetId(i));
    }
    assertThat(budget.storageUsed()).isZero();
  }

  private void useAtRandom(Random random) throws Exception {
    int dataset = random.nextInt(1, 8);
    int partition = random.nextInt(3);
    if (random.nextInt(30) == 0) {
      store.forget(new DatasetId(dataset));
    }
    try (Task task = task()) {
      if (random.nextBoolean()) {
        task.share.reserve(random.nextInt(1, 200 << 10));
      }
      int size = dataset * 1000;
      StorageLevel level = StorageLevel.values()[1 + dataset % 5];
      assertThat(task.read(new DatasetId(dataset), partition, level, size))
          .isEqualTo(expected(size));
    }
  }
}
