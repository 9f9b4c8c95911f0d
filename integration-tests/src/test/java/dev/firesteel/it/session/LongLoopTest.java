package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.shared.Broadcast;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long loops that free nothing themselves leave nothing behind: neither the driver nor an executor
 * gets another object of any class with each step.
 */
@Timeout(300)
final class LongLoopTest {
  /** Programs that the driver remembers at most; a loop first makes as many. */
  private static final int RECENT_PROGRAMS = 280;

  private static final int MORE = 120;

  /** Less than one for each step. */
  private static final int MOST = 100;

  /** The scheduler remembers a thousand datasets that were forgotten. */
  private static final String REMEMBERED = "dev.firesteel.api.id.DatasetId";

  /** Executors let recent programs add up to 128 and keep 64: so the least of some counts. */
  private static final int SAMPLES = 4;

  private static final int BETWEEN_SAMPLES = 8;

  private static final int CUT_EVERY = 10;

  @TempDir private Path directory;

  private Session open(String master) {
    return Session.builder()
        .name("long-loop")
        .master(master)
        .config("firesteel.local.dirs", directory.toString())
        .config("firesteel.checkpoint.dir", directory.resolve("checkpoints").toString())
        .open();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[2]", "local-cluster[2,1,256]"})
  void aNewBroadcastAndAccumulatorInEachStep(String master) {
    try (Session session = open(master)) {
      Dataset<Long> cached = session.range(0, 10, 1, 2).boxed().cache();
      staysFlat(
          session,
          1,
          step -> {
            Broadcast<Integer> now = session.broadcast(step);
            Accumulator<Long, Long, Long> seen = session.longAccumulator("seen");
            long sum =
                cached
                    .map(
                        x -> {
                          seen.add(1L);
                          return x + now.value();
                        })
                    .reduce(Long::sum);
            assertThat(sum).isEqualTo(45 + 10L * step);
            assertThat(seen.value()).isEqualTo(10);
          });
      assertThat(cached.count()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[2]", "local-cluster[2,1,256]"})
  void aLineageThatGrowsAndIsCut(String master) throws Exception {
    try (Session session = open(master)) {
      Map<String, PairDataset<Long, Long>> last = new HashMap<>();
      last.put("last", session.range(0, 6, 1, 2).boxed().mapToPair(x -> Pair.of(x % 3, 0L)));
      staysFlat(
          session,
          2,
          step -> {
            PairDataset<Long, Long> next =
                last.get("last").mapValues(x -> x + 1).reduceByKey(Math::max).cache();
            if (step % CUT_EVERY == 0) {
              next = next.sortByKey().checkpoint().cache();
            }
            assertThat(next.count()).isEqualTo(3);
            last.put("last", next);
          });
      assertThat(last.get("last").keys().collect()).containsExactlyInAnyOrder(0L, 1L, 2L);
      try (Stream<Path> checkpoints = Files.list(directory.resolve("checkpoints"))) {
        assertThat(checkpoints.toList())
            .singleElement()
            .satisfies(home -> assertThat(home.toFile().list()).hasSizeLessThan(3));
      }
    }
    assertThat(directory.resolve("checkpoints")).isEmptyDirectory();
  }

  private interface Step {
    void run(int step);
  }

  private static void staysFlat(Session session, int programsInAStep, Step body) {
    Loop loop = new Loop(session, body);
    loop.run(RECENT_PROGRAMS / programsInAStep);
    Map<String, Integer> some = loop.samples();
    loop.run(MORE);
    Map<String, Integer> grown = growth(some, loop.samples());
    for (int i = 0; i < 20 && !grown.isEmpty(); i++) { // collectors tell a little later
      grown = growth(some, loop.samples());
    }
    assertThat(grown).as("more objects after " + MORE + " more steps").isEmpty();
  }

  private static final class Loop {
    private final Session session;
    private final Step body;
    private int next;

    Loop(Session session, Step body) {
      this.session = session;
      this.body = body;
    }

    void run(int steps) {
      for (int i = 0; i < steps; i++) {
        body.run(next++);
      }
    }

    Map<String, Integer> samples() {
      Map<String, Integer> least = live(session);
      for (int i = 1; i < SAMPLES; i++) {
        run(BETWEEN_SAMPLES);
        Map<String, Integer> now = live(session);
        least.replaceAll((type, count) -> Math.min(count, now.getOrDefault(type, 0)));
      }
      return least;
    }
  }

  private static Map<String, Integer> growth(
      Map<String, Integer> before, Map<String, Integer> now) {
    Map<String, Integer> grown = new TreeMap<>();
    now.forEach(
        (type, count) -> {
          int more = count - before.getOrDefault(type, 0);
          if (more > MOST && !type.endsWith(REMEMBERED)) {
            grown.put(type, more);
          }
        });
    return grown;
  }

  /** Of the driver, and the most of an executor. */
  private static Map<String, Integer> live(Session session) {
    System.gc();
    session.emptyDataset().count(); // what became unreachable is forgotten before a job
    Map<String, Integer> all = new TreeMap<>();
    LiveObjects.count().forEach((type, count) -> all.put("driver: " + type, count));
    List<Map<String, Integer>> executors =
        session
            .range(0, 2, 1, 2)
            .boxed()
            .mapPartitions(none -> List.of(LiveObjects.count()).iterator())
            .collect();
    executors.forEach(
        each -> each.forEach((type, count) -> all.merge("executor: " + type, count, Math::max)));
    return all;
  }
}
