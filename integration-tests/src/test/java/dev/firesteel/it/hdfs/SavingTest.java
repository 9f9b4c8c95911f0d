package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.IfExists;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.GlobalStorageStatistics;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StorageStatistics;
import org.apache.hadoop.fs.StorageStatistics.LongStatistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Saves to a real HDFS: what is visible when, what failures leave, what it costs. */
@ExtendWith(HdfsExtension.class)
@Timeout(300)
final class SavingTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 80).boxed().toList();
  private static final SaveOptions OVERWRITE = SaveOptions.DEFAULT.withIfExists(IfExists.OVERWRITE);
  private static final SaveOptions APPEND = SaveOptions.DEFAULT.withIfExists(IfExists.APPEND);

  private static List<String> eightParts() {
    List<String> names = new ArrayList<>(List.of("_SUCCESS"));
    IntStream.range(0, 8).forEach(i -> names.add("part-0000" + i));
    return names;
  }

  private static List<Integer> numbers(Session session, Hdfs hdfs) {
    return session.textFile(hdfs.uri("out")).map(Integer::valueOf).collect();
  }

  @Test
  void replacesAndAddsAndRefuses(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local[2]").open()) {
      session.parallelize(List.of(1, 2), 2).saveAsTextFile(hdfs.uri("out"));
      session.parallelize(List.of(3), 1).saveAsTextFile(hdfs.uri("out"), APPEND);
      assertThat(numbers(session, hdfs)).containsExactly(1, 2, 3);
      assertThatThrownBy(() -> session.parallelize(List.of(4), 1).saveAsTextFile(hdfs.uri("out")))
          .hasMessageContaining("it exists already");
      session.parallelize(NUMBERS, 8).saveAsTextFile(hdfs.uri("out"), OVERWRITE);
      assertThat(numbers(session, hdfs)).isEqualTo(NUMBERS);
      assertThat(hdfs.list("out")).isEqualTo(eightParts());
    }
  }

  @Test
  void aFailedSaveLeavesWhatWasThere(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local[2,1]").open()) {
      session.parallelize(NUMBERS, 8).saveAsTextFile(hdfs.uri("out"));
      for (SaveOptions each : List.of(OVERWRITE, APPEND)) {
        assertThatThrownBy(
                () ->
                    session
                        .parallelize(NUMBERS, 8)
                        .map(number -> 100 / (number - 42))
                        .saveAsTextFile(hdfs.uri("out"), each))
            .hasMessageContaining("by zero");
      }
      assertThat(hdfs.list("out")).isEqualTo(eightParts());
      assertThat(numbers(session, hdfs)).isEqualTo(NUMBERS);
    }
  }

  /**
   * The first attempt of partition 5 has written half of it when it waits until it is cancelled.
   */
  private static Iterator<Integer> halfOnce(Iterator<Integer> numbers) {
    List<Integer> all = new ArrayList<>();
    numbers.forEachRemaining(all::add);
    return all.stream().map(SavingTest::hangOnce).iterator();
  }

  private static int hangOnce(int number) {
    if (number == 55 && TaskContext.current().attempt() == 0) {
      try {
        new CountDownLatch(1).await(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return number;
  }

  @Test
  void ofTwoAttemptsThatWriteOneIsLeft(Hdfs hdfs) throws Exception {
    try (Session session =
        hdfs.session("local-cluster[2,1,512]").config("firesteel.speculation", "true").open()) {
      session
          .parallelize(NUMBERS, 8)
          .mapPartitions(SavingTest::halfOnce)
          .saveAsTextFile(hdfs.uri("out"));
      assertThat(hdfs.list("out")).isEqualTo(eightParts());
      assertThat(numbers(session, hdfs)).isEqualTo(NUMBERS);
    }
  }

  private static int haltOnce(int number) {
    if (number == 55 && TaskContext.current().attempt() == 0) {
      Runtime.getRuntime().halt(9);
    }
    return number;
  }

  @Test
  void anExecutorThatDiesWhileItWritesLeavesNothing(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local-cluster[2,1,512]").open()) {
      session.parallelize(NUMBERS, 8).map(SavingTest::haltOnce).saveAsTextFile(hdfs.uri("out"));
      assertThat(hdfs.list("out")).isEqualTo(eightParts());
      assertThat(numbers(session, hdfs)).isEqualTo(NUMBERS);
    }
  }

  @Test
  void ofSavesThatMakeTheDirectoryAtTheSameTimeOneSucceeds(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local[4]").open()) {
      assertThat(together(session, hdfs, SaveOptions.DEFAULT)).containsOnlyOnce("saved");
      assertThat(hdfs.list("out")).containsExactly("_SUCCESS", "part-00000", "part-00001");
    }
  }

  @Test
  void savesThatAddAtTheSameTimeAllSucceed(Hdfs hdfs) throws Exception {
    try (Session session = hdfs.session("local[4]").open()) {
      assertThat(together(session, hdfs, APPEND)).containsOnly("saved").hasSize(6);
      assertThat(hdfs.list("out")).hasSize(13).contains("_SUCCESS");
    }
  }

  private static List<String> together(Session session, Hdfs hdfs, SaveOptions options)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(threads.submit(() -> save(session, hdfs, options)));
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<String> each : all) {
        outcomes.add(each.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private static String save(Session session, Hdfs hdfs, SaveOptions options) {
    try {
      session.parallelize(List.of(1, 2), 2).saveAsTextFile(hdfs.uri("out"), options);
      return "saved";
    } catch (FiresteelException e) {
      assertThat(e).hasMessageStartingWith("Cannot write to ");
      return e.getMessage();
    }
  }

  @Test
  void hadoopsCommittersWork(Hdfs hdfs) throws Exception {
    try (Session session =
        hdfs.session("local-cluster[2,1,512]")
            .config(
                "firesteel.hadoop.mapreduce.outputcommitter.factory.scheme.hdfs",
                "org.apache.hadoop.mapreduce.lib.output.committer.manifest.ManifestCommitterFactory")
            // the committer forgets its checksums among the temporary files
            .config("firesteel.hadoop.fs.file.impl", RawLocalFileSystem.class.getName())
            .config("firesteel.hadoop.fs.file.impl.disable.cache", "true")
            .open()) {
      session.parallelize(NUMBERS, 8).saveAsTextFile(hdfs.uri("out"));
      session.parallelize(NUMBERS, 8).saveAsTextFile(hdfs.uri("out"), OVERWRITE);
      assertThat(hdfs.list("out")).isEqualTo(eightParts());
      assertThat(numbers(session, hdfs)).isEqualTo(NUMBERS);
    }
  }

  @Test
  void aFileCostsFewRequests(Hdfs hdfs) throws Exception {
    int partitions = 400;
    try (Session session = hdfs.session("local[2]").open()) {
      session.parallelize(List.of(1), 1).saveAsTextFile(hdfs.uri("warm"));
      Map<String, Long> before = requests();
      session.range(0, partitions, 1, partitions).boxed().saveAsTextFile(hdfs.uri("out"));
      Map<String, Long> after = requests();
      before.forEach((name, count) -> after.merge(name, -count, Long::sum));
      after.values().removeIf(count -> count == 0);
      assertThat(after.values().stream().mapToLong(Long::longValue).sum())
          .as(after.toString())
          .isBetween(2L * partitions, 2L * partitions + 40);
    }
  }

  /** What this JVM's clients asked of name nodes, by operation. */
  private static Map<String, Long> requests() {
    Map<String, Long> counts = new TreeMap<>();
    StorageStatistics all = GlobalStorageStatistics.INSTANCE.get("DFSOpsCountStatistics");
    if (all != null) {
      Iterator<LongStatistic> each = all.getLongStatistics();
      while (each.hasNext()) {
        LongStatistic one = each.next();
        counts.put(one.getName(), one.getValue());
      }
    }
    return counts;
  }
}
