package dev.firesteel.io.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.io.storage.BlockPlace;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where files are cut. */
final class SplitPlannerTest {
  private static final HostName ONE = new HostName("one");
  private static final HostName TWO = new HostName("two");

  private static final Replicas BOTH =
      new Replicas(
          List.of(TWO, ONE), List.of(TWO), List.of(new RackName("/r2"), new RackName("/r1")));
  private static final Replicas LAST =
      new Replicas(List.of(ONE), List.of(), List.of(new RackName("/r1")));

  @Test
  void anEmptyFileIsARangeOfNoBytes() {
    assertThat(lengths(SplitPlanner.atLeast(0, 8, 1, 64), file("a", 0))).containsExactly(0L);
    assertThat(lengths(SplitPlanner.filling(0, 8, 1, 64), file("a", 0))).containsExactly(0L);
  }

  @Test
  void aWantedNumberIsReachedDownToSingleBytes() {
    assertThat(lengths(SplitPlanner.atLeast(10, 3, 1, 64), file("a", 10)))
        .containsExactly(3L, 3L, 4L);
    assertThat(lengths(SplitPlanner.atLeast(3, 8, 1, 64), file("a", 3)))
        .containsExactly(1L, 1L, 1L);
  }

  @Test
  void theLargestSizeIsKept() {
    assertThat(lengths(SplitPlanner.atLeast(100, 1, 1, 40), file("a", 100)))
        .containsExactly(33L, 33L, 34L);
    assertThat(lengths(SplitPlanner.filling(1000, 2, 10, 100), file("a", 1000))).hasSize(10);
  }

  @Test
  void smallInputIsNotCutBelowTheSmallestSize() {
    assertThat(lengths(SplitPlanner.filling(100, 50, 40, 1000), file("a", 100)))
        .containsExactly(33L, 33L, 34L);
    assertThat(lengths(SplitPlanner.filling(10, 50, 40, 1000), file("a", 10))).containsExactly(10L);
  }

  @Test
  void aSmallRestIsAddedToTheLastSplit() {
    assertThat(lengths(SplitPlanner.filling(1090, 1, 1, 100), file("a", 109)))
        .containsExactly(109L);
  }

  @Test
  void aSplitLiesInOneBlockAndHasItsHosts() {
    StoredFile file =
        new StoredFile(
            Location.parse("hdfs://nn/a"),
            150,
            List.of(new BlockPlace(0, 100, BOTH), new BlockPlace(100, 50, LAST)));
    List<FileSplit> splits = SplitPlanner.filling(150, 2, 1, 60).plan(List.of(file), any -> true);
    assertThat(splits)
        .containsExactly(
            FileSplit.of(new FileRange(file.location(), 0, 50, 150), BOTH),
            FileSplit.of(new FileRange(file.location(), 50, 50, 150), BOTH),
            FileSplit.of(new FileRange(file.location(), 100, 50, 150), LAST));
  }

  @Test
  void smallBlocksOfOneHostAreReadTogether() {
    assertThat(
            SplitPlanner.filling(150, 1, 1, 60)
                .plan(List.of(blocks(20, BOTH, LAST, BOTH, BOTH, LAST)), any -> true))
        .extracting(FileSplit::length, FileSplit::hosts)
        .containsExactly(tuple(60L, List.of(ONE)), tuple(40L, List.of(ONE)));
  }

  @Test
  void blocksOfDifferentHostsAreReadTogetherOnlyIfTheyAreVerySmall() {
    Replicas second = new Replicas(List.of(TWO), List.of(), List.of(new RackName("/r2")));
    StoredFile file = blocks(20, LAST, second, LAST, second);
    assertThat(lengths(SplitPlanner.filling(80, 1, 20, 60), file)).containsOnly(20L).hasSize(4);
    assertThat(lengths(SplitPlanner.filling(80, 1, 21, 60), file)).containsExactly(60L, 20L);
  }

  @Test
  void aFileThatCannotBeCutIsWhereMostOfItIs() {
    StoredFile file = blocks(20, LAST, BOTH, BOTH, LAST);
    assertThat(SplitPlanner.filling(80, 1, 1, 10).plan(List.of(file), any -> false))
        .containsExactly(FileSplit.of(FileRange.whole(file), LAST));
  }

  private static StoredFile blocks(long length, Replicas... replicas) {
    List<BlockPlace> blocks = new ArrayList<>();
    for (Replicas each : replicas) {
      blocks.add(new BlockPlace(blocks.size() * length, length, each));
    }
    return new StoredFile(Location.parse("hdfs://nn/a"), blocks.size() * length, blocks);
  }

  @Test
  void aFileThatCannotBeCutIsOneSplit() {
    assertThat(lengths(SplitPlanner.atLeast(100, 10, 1, 20), file("a.gz", 100)))
        .containsExactly(100L);
  }

  @Test
  void splitsCoverEveryByteOnce() {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      long length = 1 + random.nextInt(500);
      int wanted = 1 + random.nextInt(40);
      List<FileSplit> splits =
          SplitPlanner.atLeast(length, wanted, 1, 1 + random.nextInt(100))
              .plan(List.of(file("a", length)), any -> true);
      long next = 0;
      for (FileSplit split : splits) {
        assertThat(split.ranges().get(0).start()).isEqualTo(next);
        next = split.ranges().get(0).end();
      }
      assertThat(next).isEqualTo(length);
      assertThat(splits).hasSizeGreaterThanOrEqualTo((int) Math.min(length, wanted));
    }
  }

  private static List<Long> lengths(SplitPlanner planner, StoredFile file) {
    return planner.plan(List.of(file), f -> !f.location().name().endsWith(".gz")).stream()
        .map(FileSplit::length)
        .toList();
  }

  private static StoredFile file(String name, long length) {
    return new StoredFile(
        Location.parse("file:/" + name), length, List.of(BlockPlace.anywhere(length)));
  }
}
