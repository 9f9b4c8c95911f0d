package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.dataset.status.ExecutorStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors that come and go, and what they keep. */
@Timeout(300)
final class ElasticSessionTest {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final List<Integer> NUMBERS = IntStream.range(0, 60).boxed().toList();

  @TempDir private Path directory;
  @TempDir private Path marks;
  private Leftovers leftovers;

  @BeforeEach
  void remember() {
    leftovers = new Leftovers(directory);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    leftovers.assertNone();
  }

  private Session open(Map<String, String> settings) {
    var builder =
        Session.builder()
            .name("elastic")
            .master("local-cluster[3,1,512]")
            .config("firesteel.local.dirs", directory.toString());
    settings.forEach(builder::config);
    return builder.open();
  }

  private static void await(Session session, String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(120)) {
        throw new AssertionError(
            "not within two minutes: " + what + "\n" + session.status().text());
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private static List<ExecutorId> executors(Session session) {
    return session.status().executors().stream().map(ExecutorStatus::executor).toList();
  }

  private static long ready(Session session) {
    return session.status().executors().stream().filter(e -> e.state().equals("ready")).count();
  }

  /** Leaves a mark for each time that it is called. */
  private static <T> T marked(T value, String directory) {
    try {
      Files.createFile(Path.of(directory).resolve(UUID.randomUUID().toString()));
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long files(Path where) {
    return files(where, "");
  }

  /** Files of partitions on disk: those that were computed there and those that were fetched. */
  private long keptFiles() {
    return files(directory, "kept") + files(directory, "fetched");
  }

  private static long files(Path where, String prefix) {
    try (Stream<Path> all = Files.walk(where)) {
      return all.filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(Files::isRegularFile)
          .count();
    } catch (IOException | UncheckedIOException e) {
      return 0; // something went while it was looked at
    }
  }

  @Test
  void aDecommissionedExecutorTakesNothingWithIt() {
    try (Session session = open(Map.of())) {
      await(session, "three executors", () -> ready(session) == 3);
      String where = marks.toString();
      Dataset<Integer> kept =
          session.parallelize(NUMBERS, 6).map(n -> marked(n, where)).persist(StorageLevel.MEMORY);
      PairDataset<Integer, Integer> sums =
          kept.mapToPair(n -> Pair.of(n % 3, marked(n, where))).reduceByKey(Integer::sum, 3);
      Map<Integer, Integer> right = Map.of(0, 570, 1, 590, 2, 610);
      assertThat(asMap(sums)).isEqualTo(right);
      assertThat(files(marks)).isEqualTo(120);

      for (int times = 0; times < 2; times++) {
        ExecutorId first = executors(session).get(0);
        session.decommission(first);
        await(session, first + " is gone", () -> !executors(session).contains(first));
        assertThat(asMap(sums)).isEqualTo(right);
        assertThat(kept.count()).isEqualTo(60);
        assertThat(files(marks)).as("nothing is computed again").isEqualTo(120);
        await(session, "it is replaced", () -> ready(session) == 3);
      }
    }
  }

  private static Map<Integer, Integer> asMap(PairDataset<Integer, Integer> pairs) {
    return pairs.collect().stream().collect(Collectors.toMap(Pair::key, Pair::value));
  }

  @Test
  void aPartitionOnTwoExecutorsSurvivesTheKillOfOne() {
    try (Session session = open(Map.of())) {
      await(session, "three executors", () -> ready(session) == 3);
      String where = marks.toString();
      Dataset<Integer> kept =
          session.parallelize(NUMBERS, 6).map(n -> marked(n, where)).persist(StorageLevel.DISK_2);
      assertThat(kept.count()).isEqualTo(60);
      await(session, "the second copies are there", () -> keptFiles() >= 12);
      assertThat(kept.count()).isEqualTo(60); // after what executors report of their copies
      long pid = kept.map(n -> ProcessHandle.current().pid()).first();
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      assertThat(kept.collect()).isEqualTo(NUMBERS);
      assertThat(files(marks)).as("nothing is computed again").isEqualTo(60);
    }
  }

  @Test
  void theNumberOfExecutorsFollowsTheWork() {
    Map<String, String> settings =
        Map.of(
            "firesteel.elastic", "true",
            "firesteel.elastic.backlog-wait", "100ms",
            "firesteel.elastic.idle-timeout", "300ms");
    try (Session session = open(settings)) {
      assertThat(executors(session)).isEmpty();
      String where = marks.toString();
      for (int times = 1; times <= 2; times++) {
        // No task ends before tasks run in three processes.
        long processes = 3L * times;
        Dataset<Integer> numbers =
            session
                .parallelize(NUMBERS, 6)
                .mapPartitions(
                    part -> {
                      meet(Path.of(where), processes);
                      return part;
                    });
        assertThat(numbers.collect()).isEqualTo(NUMBERS);
        await(session, "all have gone", () -> executors(session).isEmpty());
      }
    }
  }

  private static void meet(Path where, long processes) throws IOException {
    Path mine = where.resolve(Long.toString(ProcessHandle.current().pid()));
    if (!Files.exists(mine)) {
      Files.createFile(mine);
    }
    while (files(where) < processes) {
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
