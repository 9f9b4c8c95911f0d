package dev.firesteel.io.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.io.storage.BlockPlace;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Replicas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which pieces share a split. */
final class CombiningTest {
  private static final long MIB = 1 << 20;
  private static final long COST = 256 << 10;
  private static final int HOSTS_OF_A_RACK = 10;

  @Test
  void tenThousandSmallFilesAreFewSplits() {
    List<FileSplit> files = files(10_000, 1024, new Cluster(7, 30));
    List<FileSplit> near = combine(files, 8, SmallFiles.NEARBY);
    assertThat(near).hasSizeBetween(40, 80);
    assertThat(nodeShare(near, files)).isGreaterThan(0.7);
    assertThat(combine(files(10_000, 1024, none()), 8, SmallFiles.NEARBY)).hasSize(40);
    assertThat(combine(files(10_000, 1024, none()), 8, SmallFiles.APART)).hasSize(10_000);
  }

  @Test
  void onThreeHostsEveryFileIsReadWhereItIs() {
    List<FileSplit> files = files(10_000, 1024, new Cluster(3, 3));
    List<FileSplit> splits = combine(files, 8, SmallFiles.NEARBY);
    assertThat(splits).hasSizeBetween(40, 45);
    assertThat(nodeShare(splits, files)).isGreaterThan(0.99);
  }

  @Test
  void aHostThatHoldsEverythingLeavesWorkToOthers() {
    List<FileSplit> files = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      List<HostName> hosts = List.of(new HostName("h" + i % 2), new HostName("all"));
      List<RackName> racks = List.of(new RackName("/r1"), new RackName("/r2"));
      files.add(piece(i, 0, 10, 10, new Replicas(hosts, List.of(), racks)));
    }
    List<FileSplit> splits = combine(files, 8, SmallFiles.NEARBY);
    assertThat(splits).hasSizeLessThan(15);
    for (String host : List.of("h0", "h1")) {
      assertThat(splits.stream().filter(s -> s.hosts().contains(new HostName(host))).count())
          .isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void filesWithoutKnownHostsShareInTheOrderOfTheirNames() {
    List<FileSplit> splits = combine(files(10, 100, none()), 3, SmallFiles.NEARBY);
    assertThat(splits.stream().map(CombiningTest::names))
        .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6, 7, 8), List.of(9));
  }

  @Test
  void thePartsOfAJobsOutputStayInOrder() {
    List<FileSplit> parts = new ArrayList<>();
    for (FileSplit file : files(3_000, 1024, new Cluster(7, 30))) {
      FileRange range = file.ranges().get(0);
      Location name = Location.parse("hdfs://nn/out/part-" + parts.size());
      parts.add(
          FileSplit.of(
              new FileRange(name, range.start(), range.length(), range.fileLength()),
              file.replicas()));
    }
    List<FileSplit> splits = combine(parts, 8, SmallFiles.NEARBY);
    assertThat(splits).hasSizeLessThan(20);
    assertThat(splits.stream().flatMap(s -> s.ranges().stream()).toList())
        .isEqualTo(parts.stream().map(s -> s.ranges().get(0)).toList());
    assertThat(splits).allMatch(split -> !split.hosts().isEmpty());
  }

  @Test
  void theWantedNumberOfSplitsIsLeft() {
    for (int wanted = 1; wanted <= 50; wanted++) {
      assertThat(combine(files(50, 100, none()), wanted, SmallFiles.NEARBY))
          .hasSizeGreaterThanOrEqualTo(wanted);
    }
    assertThat(combine(files(3, 100, none()), 8, SmallFiles.NEARBY)).hasSize(3);
  }

  @Test
  void heavyFilesCountAsSplitsOfTheWantedNumber() {
    List<FileSplit> pieces = new ArrayList<>(files(1, 60 * MIB, none()));
    for (int i = 1; i < 10; i++) {
      pieces.add(piece(i, 0, 100, 100, Replicas.UNKNOWN));
    }
    assertThat(combine(pieces, 3, SmallFiles.NEARBY).stream().map(CombiningTest::names))
        .containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6, 7, 8), List.of(9));
  }

  @Test
  void largeFilesStayAloneAndKeepTheirPlace() {
    List<FileSplit> pieces = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      long length = i == 2 ? 60 * MIB : 10;
      pieces.add(piece(i, 0, length, length, Replicas.UNKNOWN));
    }
    assertThat(combine(pieces, 1, SmallFiles.NEARBY).stream().map(CombiningTest::names))
        .containsExactly(List.of(0, 1), List.of(2), List.of(3, 4, 5));
  }

  @Test
  void endsOfLargeFilesShareASplitAfterAllThatPrecedesThem() {
    Replicas here = new Cluster(1, 1).any();
    List<FileSplit> pieces = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      pieces.add(piece(i, 0, 60 * MIB, 61 * MIB, here));
      pieces.add(piece(i, 60 * MIB, MIB, 61 * MIB, here));
    }
    List<FileSplit> splits = combine(pieces, 1, SmallFiles.NEARBY);
    assertThat(splits.stream().map(CombiningTest::names))
        .containsExactly(List.of(0), List.of(1), List.of(2), List.of(0, 1, 2));
    assertThat(splits.get(3).hosts()).isEqualTo(here.hosts());
    assertThat(splits.get(3).racks()).isEqualTo(here.racks());
  }

  @Test
  void piecesInTheMiddleOfAFileStayWhereTheyAre() {
    Cluster cluster = new Cluster(1, 9);
    List<FileSplit> pieces = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pieces.add(piece(0, i * MIB, MIB, 20 * MIB, cluster.any()));
    }
    assertThat(combine(pieces, 1, SmallFiles.NEARBY)).isEqualTo(pieces);
    List<FileSplit> inOrder = combine(pieces, 1, SmallFiles.IN_ORDER);
    assertThat(inOrder).hasSize(1);
    assertThat(inOrder.get(0).ranges()).as("read at one go").hasSize(1);
  }

  @Test
  void whateverTheLayoutEveryByteIsReadOnceAndFilesStayInOrder() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Cluster cluster = new Cluster(seed, 1 + random.nextInt(40));
      List<StoredFile> files = randomFiles(random, cluster);
      long size = 1 + random.nextInt(20_000);
      long cost = random.nextInt(3) * 500L;
      int wanted = 1 + random.nextInt(20);
      SmallFiles way = SmallFiles.values()[random.nextInt(3)];
      List<FileSplit> pieces =
          SplitPlanner.filling(
                  files.stream().mapToLong(StoredFile::length).sum(), wanted, 100, size)
              .plan(files, file -> !file.location().name().endsWith("9"));
      Combining combining = new Combining(size, cost, wanted, way);
      List<FileSplit> splits = combining.combine(pieces);
      assertThat(splits)
          .as("seed %d, the same again", seed)
          .isEqualTo(new Combining(size, cost, wanted, way).combine(pieces));
      check(splits, pieces, files, size, wanted, way, "seed " + seed);
    }
  }

  private static void check(
      List<FileSplit> splits,
      List<FileSplit> pieces,
      List<StoredFile> files,
      long size,
      int wanted,
      SmallFiles way,
      String seed) {
    Map<Location, Long> read = new HashMap<>();
    for (FileSplit split : splits) {
      for (FileRange range : split.ranges()) {
        assertThat(range.start()).as(seed).isEqualTo(read.getOrDefault(range.file(), 0L));
        read.put(range.file(), range.end());
      }
      if (split.ranges().size() > 1) {
        assertThat(split.length()).as(seed).isLessThanOrEqualTo(size);
        assertThat(split.ranges())
            .as(seed)
            .isSortedAccordingTo(Comparator.comparing(range -> range.file().path()));
      }
    }
    files.forEach(file -> assertThat(read).as(seed).containsEntry(file.location(), file.length()));
    assertThat(splits)
        .as(seed)
        .hasSizeGreaterThanOrEqualTo(Math.min(wanted, pieces.size()))
        .hasSizeLessThanOrEqualTo(pieces.size());
    assertThat(splits.get(0).ranges().get(0).file())
        .as("%s: the first is the first", seed)
        .isEqualTo(files.get(0).location());
    if (way == SmallFiles.IN_ORDER) {
      assertThat(splits.stream().flatMap(split -> split.ranges().stream()).toList())
          .as(seed)
          .isSortedAccordingTo(Comparator.comparing(range -> range.file().path()));
    }
  }

  @Test
  void mostBytesAreReadWhereTheyAre() {
    for (int hosts : new int[] {3, 10, 30, 100}) {
      List<FileSplit> files = files(5_000, 200 << 10, new Cluster(hosts, hosts));
      List<FileSplit> splits = combine(files, 4, SmallFiles.NEARBY);
      assertThat(splits).hasSizeLessThan(2 * 5_000 * 456 / 65_536 + 2);
      assertThat(nodeShare(splits, files))
          .as("%d hosts", hosts)
          .isGreaterThan(hosts > 30 ? 0.4 : 0.75);
      assertThat(rackShare(splits, files)).as("%d hosts", hosts).isGreaterThan(0.97);
    }
  }

  private static List<FileSplit> combine(List<FileSplit> pieces, int wanted, SmallFiles way) {
    return new Combining(64 * MIB, COST, wanted, way).combine(pieces);
  }

  /** The share of files whose split is offered to a host that has them. */
  private static double nodeShare(List<FileSplit> splits, List<FileSplit> pieces) {
    return share(splits, pieces, split -> new HashSet<>(split.hosts()));
  }

  private static double rackShare(List<FileSplit> splits, List<FileSplit> pieces) {
    return share(splits, pieces, split -> new HashSet<>(split.racks()));
  }

  private static double share(
      List<FileSplit> splits, List<FileSplit> pieces, Function<FileSplit, Set<?>> places) {
    Map<FileRange, Set<?>> known = new HashMap<>();
    pieces.forEach(piece -> known.put(piece.ranges().get(0), places.apply(piece)));
    double near = 0;
    for (FileSplit split : splits) {
      // The best place alone: the task runs on one of them, not on all.
      Set<?> best = places.apply(split);
      near +=
          best.stream()
              .mapToLong(
                  place ->
                      split.ranges().stream()
                          .filter(range -> known.get(range).contains(place))
                          .count())
              .min()
              .orElse(0);
    }
    return near / pieces.size();
  }

  private static List<Integer> names(FileSplit split) {
    return split.ranges().stream().map(range -> Integer.valueOf(range.file().name())).toList();
  }

  private static List<FileSplit> files(int count, long length, Cluster cluster) {
    List<FileSplit> pieces = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pieces.add(piece(i, 0, length, length, cluster.any()));
    }
    return pieces;
  }

  private static FileSplit piece(int file, long start, long length, long all, Replicas replicas) {
    Location location = Location.parse("hdfs://nn/in/" + file);
    return FileSplit.of(new FileRange(location, start, length, all), replicas);
  }

  private static List<StoredFile> randomFiles(Random random, Cluster cluster) {
    List<StoredFile> files = new ArrayList<>();
    int count = 1 + random.nextInt(60);
    long block = 1 + random.nextInt(3_000);
    for (int i = 0; i < count; i++) {
      long length = 1 + random.nextInt(random.nextInt(4) == 0 ? 30_000 : 500);
      boolean known = random.nextInt(5) > 0;
      List<BlockPlace> blocks = new ArrayList<>();
      for (long from = 0; from < length; from += block) {
        Replicas replicas = known ? cluster.any() : Replicas.UNKNOWN;
        blocks.add(new BlockPlace(from, Math.min(block, length - from), replicas));
      }
      Location location = Location.parse("hdfs://nn/in/" + (1000 + i));
      files.add(new StoredFile(location, length, blocks));
    }
    return files;
  }

  private static Cluster none() {
    return new Cluster(0, 0);
  }

  /** Places blocks as HDFS does: three copies, two of them in one rack. */
  private static final class Cluster {
    private final Random random;
    private final int hosts;

    Cluster(int seed, int hosts) {
      this.random = new Random(seed);
      this.hosts = hosts;
    }

    Replicas any() {
      if (hosts == 0) {
        return Replicas.UNKNOWN;
      }
      Set<Integer> copies = new LinkedHashSet<>();
      copies.add(random.nextInt(hosts));
      int second = random.nextInt(hosts);
      copies.add(second);
      int rack = second / HOSTS_OF_A_RACK * HOSTS_OF_A_RACK;
      copies.add(rack + random.nextInt(Math.min(HOSTS_OF_A_RACK, hosts - rack)));
      return new Replicas(
          copies.stream().map(host -> new HostName("host" + host)).toList(),
          List.of(),
          copies.stream().map(host -> new RackName("/r" + host / HOSTS_OF_A_RACK)).toList());
    }
  }
}
