package dev.firesteel.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.shared.Broadcast;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When checkpoints are written, and what goes when the program cannot reach it any more. */
class CheckpointTest {
  private static final AtomicInteger COMPUTED = new AtomicInteger();
  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static volatile CountDownLatch gate = new CountDownLatch(0);
  private static volatile CountDownLatch reached = new CountDownLatch(1);

  private OracleEngine engine;
  private Session session;

  @BeforeEach
  void forget() {
    MemoryFiles.OUTPUTS.clear();
    MemoryFiles.ABORTED.clear();
    COMPUTED.set(0);
    FAILURES.set(0);
    gate = new CountDownLatch(0);
    open(Map.of("firesteel.checkpoint.dir", "mem"));
  }

  private void open(Map<String, String> settings) {
    engine = new OracleEngine(Config.of(settings));
    session = Session.builder().engine(config -> engine).open();
  }

  private Dataset<Long> computed() {
    return session
        .range(0, 4, 1, 2)
        .boxed()
        .map(
            x -> {
              COMPUTED.incrementAndGet();
              if (FAILURES.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw new IllegalStateException("broken");
              }
              reached.countDown();
              gate.await();
              return x;
            });
  }

  @Test
  void needsADirectory() {
    open(Map.of());
    MemoryFiles.around(
        () ->
            assertThatThrownBy(() -> computed().checkpoint())
                .isInstanceOf(FiresteelException.class)
                .hasMessageContaining("set firesteel.checkpoint.dir")
                .hasMessageContaining("session.checkpointDirectory"));
  }

  @Test
  void aFailedWriteFailsTheJobAndTheNextTriesAgain() {
    MemoryFiles.around(
        () -> {
          Dataset<Long> cut = computed().checkpoint();
          FAILURES.set(1);
          assertThatThrownBy(cut::count).hasMessageContaining("broken");
          assertThat(MemoryFiles.OUTPUTS).isEmpty();
          assertThat(cut.collect()).containsExactly(0L, 1L, 2L, 3L);
          assertThat(MemoryFiles.OUTPUTS).hasSize(1);
        });
  }

  @Test
  void anInterruptedThreadStillClearsUp() {
    MemoryFiles.around(
        () -> {
          Dataset<Long> cut =
              session
                  .range(0, 4, 1, 2)
                  .boxed()
                  .<Long>map(
                      x -> {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("broken " + x);
                      })
                  .checkpoint();
          assertThatThrownBy(cut::count).hasMessageContaining("broken");
          assertThat(Thread.interrupted()).isTrue();
          assertThat(MemoryFiles.ABORTED).hasSize(1);
        });
  }

  @Test
  void isWrittenByTheFirstJobAndNotBefore() {
    MemoryFiles.around(
        () -> {
          Dataset<Long> cut = computed().checkpoint();
          Dataset<Pair<Long, Long>> sorted = cut.mapToPair(x -> Pair.of(-x, x)).sortByKey();
          assertThat(engine.jobs).isEmpty();
          assertThat(sorted.count()).isEqualTo(4);
          assertThat(sorted.lineage()).contains("whose lineage was cut").doesNotContain("range");
          assertThat(COMPUTED).hasValue(4);
          assertThat(engine.jobs).as("checkpoint, sample, count").hasSize(3);
        });
  }

  @Test
  void aMissingFileIsNamedWithItsDataset() {
    MemoryFiles.around(
        () -> {
          Dataset<Long> cut = computed().checkpoint().named("ranks");
          cut.count();
          MemoryFiles.OUTPUTS.clear();
          assertThatThrownBy(cut::count)
              .hasMessageContaining("checkpoint at CheckpointTest.java")
              .hasMessageContaining("mem/oracle/dataset-")
              .hasMessageContaining("does not exist");
        });
  }

  @Test
  void oneThreadWritesAndOthersWait() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    gate = new CountDownLatch(1);
    reached = new CountDownLatch(1);
    try {
      Dataset<Long>[] cut = cast(new Dataset<?>[1]);
      MemoryFiles.around(() -> cut[0] = computed().checkpoint());
      Future<?> first = threads.submit(() -> MemoryFiles.around(() -> cut[0].count()));
      assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
      Thread[] waiting = new Thread[1];
      CountDownLatch started = new CountDownLatch(1);
      Future<?> second =
          threads.submit(
              () -> {
                waiting[0] = Thread.currentThread();
                started.countDown();
                assertThatThrownBy(() -> MemoryFiles.around(() -> cut[0].count()))
                    .hasMessageContaining("to be written by another thread: interrupted")
                    .satisfies(
                        e ->
                            assertThat(((FiresteelException) e).category())
                                .isEqualTo(ErrorCategory.CANCELLED));
              });
      assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
      waiting[0].interrupt();
      second.get(30, TimeUnit.SECONDS);
      gate.countDown();
      first.get(30, TimeUnit.SECONDS);
      assertThat(COMPUTED).hasValue(4);
    } finally {
      gate.countDown();
      threads.shutdownNow();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Dataset<T>[] cast(Dataset<?>[] datasets) {
    return (Dataset<T>[]) datasets;
  }

  @Test
  void whatWasCutOffIsForgottenAndWhatReadsItIsNot() {
    MemoryFiles.around(
        () -> {
          Dataset<Long> cut = cutOffShuffle();
          until(() -> engine.forgotten.size() == 1 && engine.unpersisted.size() == 1);
          assertThat(cut.count()).isEqualTo(2);
          assertThat(MemoryFiles.OUTPUTS).hasSize(1);
        });
  }

  private Dataset<Long> cutOffShuffle() {
    Dataset<Long> cut =
        computed()
            .mapToPair(x -> Pair.of(x % 2, x))
            .reduceByKey(Long::sum)
            .persist(StorageLevel.DISK)
            .keys()
            .checkpoint();
    assertThat(cut.count()).isEqualTo(2);
    return cut;
  }

  @Test
  void anUnreachableCheckpointIsRemoved() {
    MemoryFiles.around(
        () -> {
          assertThat(computed().checkpoint().count()).isEqualTo(4);
          assertThat(MemoryFiles.OUTPUTS).hasSize(1);
          until(MemoryFiles.OUTPUTS::isEmpty);
        });
  }

  @Test
  void closingRemovesAll() {
    MemoryFiles.around(
        () -> {
          Dataset<Long> cut = computed().checkpoint();
          cut.count();
          session.close();
          assertThat(MemoryFiles.OUTPUTS).isEmpty();
          assertThat(cut.toString()).startsWith("checkpoint");
        });
  }

  @Test
  void keptCheckpointsStay() {
    open(Map.of("firesteel.checkpoint.dir", "mem", "firesteel.checkpoint.keep", "true"));
    MemoryFiles.around(
        () -> {
          computed().checkpoint().count();
          session.close();
          assertThat(MemoryFiles.OUTPUTS.keySet())
              .singleElement()
              .asString()
              .startsWith("mem/oracle/dataset-");
        });
  }

  @Test
  void broadcastsGoWithTheLastFunctionThatUsesThem() {
    Dataset<Long> sums = withBroadcast();
    for (int i = 0; i < 3; i++) {
      System.gc();
      assertThat(sums.collect()).containsExactly(40L, 41L);
    }
    assertThat(engine.broadcasts).hasSize(1);
    sums = null;
    until(engine.broadcasts::isEmpty);
    assertThat(sums).isNull();
  }

  private Dataset<Long> withBroadcast() {
    Broadcast<Long> forty = session.broadcast(40L);
    return session
        .range(0, 2)
        .boxed()
        .keyBy(x -> x + forty.value()) // a function within a function
        .keys();
  }

  @Test
  void persistedDatasetsGoWithTheLastThatReadsThem() {
    Dataset<Long> read = session.parallelize(List.of(1L, 2L), 2).cache().map(x -> x);
    read.count();
    System.gc();
    read.count();
    assertThat(engine.unpersisted).isEmpty();
    read = null;
    until(() -> engine.unpersisted.size() == 1);
    assertThat(read).isNull();
  }

  /** Collects garbage and runs jobs until a condition holds. */
  private void until(BooleanSupplier condition) {
    for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
      System.gc();
      session.emptyDataset().count();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
