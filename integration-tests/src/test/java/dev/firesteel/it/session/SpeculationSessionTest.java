package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.TaskContext;
import dev.firesteel.dataset.shared.Accumulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task whose first attempt hangs does not hold its job up, because another executor copies it.
 */
@Timeout(120)
final class SpeculationSessionTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 80).boxed().toList();

  @TempDir private Path directory;
  @TempDir private Path output;
  private Leftovers leftovers;

  @BeforeEach
  void remember() {
    leftovers = new Leftovers(directory);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    leftovers.assertNone();
  }

  private Session open() {
    return Session.builder()
        .name("speculation")
        .master("local-cluster[2,1,512]")
        .config("firesteel.local.dirs", directory.toString())
        .config("firesteel.speculation", "true")
        .open();
  }

  /** The first attempt of partition 5 of 8 waits until it is cancelled. */
  private static Dataset<Integer> straggling(Session session) {
    return session.parallelize(NUMBERS, 8).map(SpeculationSessionTest::hangOnce);
  }

  private static int hangOnce(int number) throws InterruptedException {
    if (number == 55 && TaskContext.current().attempt() == 0) {
      new CountDownLatch(1).await(1, TimeUnit.HOURS);
    }
    return number;
  }

  @Test
  void aCopyEndsTheJobAndItsAccumulatorsCountOnce() {
    try (Session session = open()) {
      Accumulator<Long, Long, Long> seen = session.longAccumulator("seen");
      List<Integer> doubled =
          straggling(session)
              .map(
                  number -> {
                    seen.add(1L);
                    return 2 * number;
                  })
              .collect();
      assertThat(doubled).isEqualTo(NUMBERS.stream().map(n -> 2 * n).toList());
      assertThat(seen.value()).isEqualTo(80);
    }
  }

  @Test
  void aCopyOfAMapTaskFeedsTheShuffle() {
    try (Session session = open()) {
      Map<Integer, Integer> sums =
          straggling(session)
              .mapToPair(number -> Pair.of(number % 2, number))
              .reduceByKey(Integer::sum)
              .collect()
              .stream()
              .collect(Collectors.toMap(Pair::key, Pair::value));
      assertThat(sums).isEqualTo(Map.of(0, 1560, 1, 1600));
    }
  }

  @Test
  void onlyTheFilesOfTheWinnersAreCommitted() throws IOException {
    Path target = output.resolve("numbers");
    try (Session session = open()) {
      straggling(session).saveAsTextFile(target.toString());
    }
    try (Stream<Path> files = Files.list(target)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("eight parts, the mark of success, nothing of the loser")
          .hasSize(9)
          .contains("_SUCCESS")
          .allMatch(name -> name.equals("_SUCCESS") || name.startsWith("part-"));
    }
    try (Session session = open()) {
      assertThat(session.textFile(target.toString()).map(Integer::valueOf).collect())
          .containsExactlyInAnyOrderElementsOf(NUMBERS);
    }
  }
}
