package dev.firesteel.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.ActionFuture;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.function.SerializableComparator;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.dataset.source.CollectionFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the driver does: when jobs run, what is shuffled, what is kept. */
class OracleTest {
  private final OracleEngine engine = new OracleEngine(Config.empty());
  private final Session session = Session.builder().engine(config -> engine).open();

  @AfterEach
  void close() {
    session.close();
  }

  private PairDataset<Integer, Integer> pairs() {
    return session.range(0, 20, 1, 4).boxed().mapToPair(x -> Pair.of((int) (x % 5), 1));
  }

  private PairDataset<Integer, Integer> placed() {
    return pairs().partitionBy(new HashPartitioner(3));
  }

  @Test
  void describingRunsNothing() {
    pairs().sortByKey().zipWithIndex().keys().map(Pair::key).distinct().sample(0.5, 1);
    pairs().join(pairs()).repartition(3).cache();
    assertThat(engine.jobs).isEmpty();
    assertThat(engine.tasks).isZero();
  }

  @Test
  void jobsAreCalledByActionAndPlace() {
    pairs().count();
    assertThat(engine.jobs).singleElement().asString().matches("count at OracleTest.java:\\d+");
  }

  @Test
  void whoWaitsWaitsForTheEnginesOwnFutureSoThatTheEngineNeedsNoOtherThread() {
    pairs().count();
    assertThat(engine.waits).isEqualTo(1);
  }

  @Test
  void takeComputesNoMorePartitionsThanItNeeds() {
    Dataset<Long> numbers = session.range(0, 100, 1, 50).boxed();
    numbers.take(2);
    assertThat(engine.tasks).isEqualTo(1);
    assertThat(numbers.filter(x -> x >= 6).take(1)).containsExactly(6L);
    assertThat(engine.jobs).hasSize(3);
    assertThat(engine.tasks).isEqualTo(1 + 1 + 4);
  }

  @Test
  void inputWithoutPartitionsIsAnEmptyDataset() {
    Dataset<Integer> nothing = session.read(new CollectionFormat<>(List.of(), 0));
    assertThat(nothing.collect()).isEmpty();
    PairDataset<Integer, Integer> pairs = nothing.keyBy(x -> x);
    assertThat(pairs.reduceByKey(Integer::sum).collect()).isEmpty();
    assertThat(pairs.groupByKey().join(pairs).collect()).isEmpty();
    assertThat(pairs.sortByKey().collect()).isEmpty();
    assertThat(nothing.distinct().repartition(2).sortBy(x -> x).collect()).isEmpty();
    assertThat(nothing.countByValue()).isEmpty();
  }

  @Test
  void sortsAgainIntoAsManyPartitionsAsAreWanted() {
    PairDataset<Integer, Integer> sorted = pairs().sortByKey(SerializableComparator.natural(), 1);
    assertThat(sorted.sortByKey(SerializableComparator.natural(), 2).glom().collect()).hasSize(2);
    assertThat(sorted.sortByKey(SerializableComparator.natural(), 1).partitioner())
        .isEqualTo(sorted.partitioner());
  }

  @Test
  void sortsSampleOnceJustBeforeTheFirstJob() {
    PairDataset<Integer, Integer> sorted = pairs().sortByKey();
    assertThat(engine.jobs).isEmpty();
    sorted.count();
    assertThat(engine.jobs).hasSize(2);
    sorted.mapValues(x -> x + 1).count();
    assertThat(engine.jobs).hasSize(3);
    assertThat(engine.shuffles).hasSize(1);
  }

  @Test
  void sortsOfSortsPrepareTheInnerOneFirst() {
    List<Integer> keys =
        pairs()
            .sortByKey(SerializableComparator.reverse(), 2)
            .zipWithIndex()
            .mapToPair(p -> Pair.of(p.value(), p.key().key()))
            .sortByKey()
            .values()
            .collect();
    assertThat(keys).isSortedAccordingTo((a, b) -> b - a).hasSize(20);
  }

  @TestFactory
  Stream<DynamicTest> partitionersAreKept() {
    Map<String, Function<PairDataset<Integer, Integer>, PairDataset<Integer, ?>>> kept =
        Map.ofEntries(
            Map.entry("mapValues", p -> p.mapValues(x -> x)),
            Map.entry("flatMapValues", p -> p.flatMapValues(Stream::of)),
            Map.entry("filter", p -> p.filter(x -> true)),
            Map.entry("sample", p -> p.sample(0.5, 1)),
            Map.entry("reduceByKey", p -> p.reduceByKey(Integer::sum)),
            Map.entry("groupByKey", p -> p.groupByKey()),
            Map.entry("foldByKey", p -> p.foldByKey(0, Integer::sum)),
            Map.entry("partitionBy", p -> p.partitionBy(new HashPartitioner(3))),
            Map.entry("join", p -> p.join(p.mapValues(x -> 2))),
            Map.entry("cogroup", p -> p.cogroup(p)),
            Map.entry("subtractByKey", p -> p.subtractByKey(p)),
            Map.entry("union", p -> p.union(p)),
            Map.entry("sampleByKey", p -> p.sampleByKey(Map.of(1, 1.0), 1)));
    return kept.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey(),
                    () -> {
                      PairDataset<Integer, ?> result = row.getValue().apply(placed());
                      assertThat(result.partitioner()).contains(new HashPartitioner(3));
                      result.count();
                      assertThat(engine.shuffles).as("shuffles").hasSize(1);
                      engine.shuffles.clear();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> partitionersAreLost() {
    Map<String, Function<PairDataset<Integer, Integer>, Dataset<Pair<Integer, Integer>>>> lost =
        Map.of(
            "map", p -> p.map(x -> x),
            "mapToPair", p -> p.mapToPair(x -> x),
            "mapPartitions", p -> p.mapPartitions(all -> all),
            "flatMap", p -> p.flatMap(Stream::of),
            "coalesce", p -> p.coalesce(2),
            "repartition", p -> p.repartition(3),
            "union with another", p -> p.union(pairs()));
    return lost.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey(),
                    () ->
                        assertThat(PairDataset.of(row.getValue().apply(placed())).partitioner())
                            .isEmpty()));
  }

  @Test
  void joinShufflesOnlyTheSideThatIsNotPlaced() {
    PairDataset<Integer, Integer> placed = placed();
    placed.count();
    placed.join(pairs()).count();
    assertThat(engine.shuffles).hasSize(2);
  }

  @Test
  void joinWithTheSameSortIsNotShuffledAgain() {
    PairDataset<Integer, Integer> sorted = pairs().sortByKey();
    assertThat(sorted.join(sorted.mapValues(x -> 7)).count()).isEqualTo(5 * 16L);
    assertThat(engine.shuffles).hasSize(1);
  }

  @Test
  void shufflesAreForgottenWhenNoLineageKnowsThem() {
    pairs().reduceByKey(Integer::sum).count();
    for (int i = 0; i < 100 && engine.forgotten.isEmpty(); i++) {
      System.gc();
      session.range(0, 1).count();
    }
    assertThat(engine.forgotten).hasSize(1);
    assertThat(engine.shuffles).isEmpty();
  }

  @Test
  void persistedWithTwoLevelsIsAMistake() {
    Dataset<Long> kept = session.range(0, 3).boxed().cache();
    assertThatThrownBy(() -> kept.persist(StorageLevel.DISK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unpersist first");
    kept.unpersist().persist(StorageLevel.DISK);
    assertThat(engine.unpersisted).hasSize(1);
  }

  @Test
  void offHeapWithoutSuchMemoryIsAMistake() {
    Dataset<Long> numbers = session.range(0, 3).boxed();
    assertThatThrownBy(() -> numbers.persist(StorageLevel.OFF_HEAP_AND_DISK))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("OFF_HEAP_AND_DISK")
        .hasMessageContaining("firesteel.memory.off-heap");
    assertThat(numbers.persist(StorageLevel.DISK).count()).isEqualTo(3);
  }

  @Test
  void lineageShowsStagesNamesAndLevels() {
    String text =
        pairs().named("pairs").reduceByKey(Integer::sum, 2).cache().mapValues(x -> x).lineage();
    assertThat(text.replaceAll("OracleTest.java:\\d+", "T"))
        .isEqualTo(
            """
            (2) mapValues at T [dataset-3]
            |  reduceByKey at T [dataset-2, MEMORY]
               +-(4) pairs: mapToPair at T [dataset-1]
               |  range [dataset-0]
            """);
  }

  @Test
  void aClosedSessionSaysSo() {
    Dataset<Long> numbers = session.range(0, 3).boxed();
    session.close();
    session.close();
    assertThat(engine.closed()).isTrue();
    for (Runnable use :
        List.<Runnable>of(
            numbers::count,
            numbers::collect,
            () -> session.range(0, 1),
            () -> session.broadcast(1),
            () -> session.longAccumulator("a"))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("the session is closed (open a new one)");
    }
  }

  @Test
  void capturingADatasetOrTheSessionIsExplained() {
    Dataset<Long> numbers = session.range(0, 3).boxed();
    assertThatThrownBy(() -> numbers.map(x -> x + numbers.count()))
        .hasMessageContaining("Cannot pass this function to map: the lambda in")
        .hasMessageContaining("is a dataset, which only the driver can use");
    Session mine = session;
    assertThatThrownBy(() -> numbers.foreach(x -> mine.range(0, x).count()))
        .hasMessageContaining("argument 0 (dev.firesteel.dataset.Session) is the session, which")
        .satisfies(
            e -> assertThat(((FiresteelException) e).category()).isEqualTo(ErrorCategory.USER));
  }

  @Test
  void failuresShowTheStackOfTheThreadThatWaited() {
    assertThatThrownBy(() -> pairs().map(p -> 1 / (p.value() - 1)).count())
        .isInstanceOf(FiresteelException.class)
        .hasRootCauseInstanceOf(ArithmeticException.class)
        .satisfies(
            e ->
                assertThat(e.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().equals(OracleTest.class.getName())));
  }

  @Test
  void futuresCancelTheirJobs() {
    ActionFuture<Long> future = pairs().countAsync();
    future.cancel();
    assertThat(engine.cancelled).containsExactly("job-0: cancelled by the program");
    assertThat(future.jobs()).hasSize(1);
  }

  @Test
  void aUnionInALoopStaysFlat() {
    Dataset<Long> all = session.range(0, 1, 1, 1).boxed();
    for (int i = 0; i < 2_000; i++) {
      all = all.union(session.emptyDataset());
    }
    assertThat(all.count()).isEqualTo(1);
  }

  @Test
  void aLineageThatIsTooDeepSaysSo() {
    Dataset<Long> all = session.range(0, 1, 1, 1).boxed();
    for (int i = 0; i < 20_000; i++) {
      all = all.zip(session.range(0, 1, 1, 1).boxed()).keys();
    }
    Dataset<Long> deep = all;
    assertThatThrownBy(deep::count)
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("too deep");
  }

  @Test
  void destroyedBroadcastsAreGone() {
    session.destroy(session.broadcast("x"));
    assertThat(engine.broadcasts).isEmpty();
  }
}
