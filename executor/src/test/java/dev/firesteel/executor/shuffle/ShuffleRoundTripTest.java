package dev.firesteel.executor.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.Aggregator;
import dev.firesteel.dataset.lineage.NaturalOrder;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.executor.spill.Bench;
import dev.firesteel.protocol.message.BlockAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random pairs through every path, compared with what java.util makes of them. */
class ShuffleRoundTripTest {
  private static final ExecutorId SELF = new ExecutorId("e-1");
  private static final BlockAddress HERE = new BlockAddress(SELF, "", 0);
  private static final BlockAddress THERE = new BlockAddress(new ExecutorId("e-2"), "h", 1);

  @TempDir Path root;

  enum Keys {
    STRINGS(r -> "k" + r.nextInt(500)),
    LONG_STRINGS(r -> "a common prefix " + r.nextInt(2000)),
    UNICODE(
        r -> {
          StringBuilder text = new StringBuilder();
          for (int i = r.nextInt(12); i > 0; i--) {
            text.append((char) (r.nextBoolean() ? 250 + r.nextInt(10) : r.nextInt(3)));
          }
          return text.toString();
        }),
    INTEGERS(r -> r.nextInt(1000) - 500),
    LONGS(r -> r.nextInt(10) == 0 ? Long.MIN_VALUE : r.nextLong() >> r.nextInt(60)),
    DOUBLES(r -> new Double[] {0.0, -0.0, Double.NaN, -1e300, 1e-300, 5.0}[r.nextInt(6)]),
    DATES(r -> LocalDate.ofEpochDay(r.nextInt(300))),
    NULLABLE(r -> r.nextInt(5) == 0 ? null : "n" + r.nextInt(20)),
    NULLABLE_LONGS(r -> r.nextInt(5) == 0 ? null : Long.MIN_VALUE + r.nextInt(2)),
    ONE(r -> "same"),
    COLLIDING(r -> new Colliding(r.nextInt(200)));

    final Function<Random, Object> make;

    Keys(Function<Random, Object> make) {
      this.make = make;
    }
  }

  enum Mode {
    PLAIN,
    COMBINED,
    GROUPED,
    ASCENDING,
    DESCENDING,
    COMPARED,
    COMBINED_AND_ORDERED
  }

  record Colliding(int n) implements Comparable<Colliding> {
    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public int compareTo(Colliding other) {
      return Integer.compare(n, other.n);
    }
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      for (Keys keys : Keys.values()) {
        for (long budget : new long[] {0, 1 << 30}) {
          cases.add(Arguments.of(mode, keys, budget));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsWhatWasWritten(Mode mode, Keys keys, long budget) throws Exception {
    Random random = new Random(mode.ordinal() * 31L + keys.ordinal());
    int partitions = 1 + random.nextInt(5);
    int maps = 1 + random.nextInt(4);
    ShuffleDependency<Object, Object, Object> dependency = dependency(mode, partitions);
    List<List<Pair<Object, Object>>> inputs = new ArrayList<>();
    for (int m = 0; m < maps; m++) {
      List<Pair<Object, Object>> input = new ArrayList<>();
      for (int i = m == 1 ? 0 : 800; i > 0; i--) {
        input.add(Pair.of(keys.make.apply(random), random.nextInt(1 << 20)));
      }
      inputs.add(input);
    }
    try (Bench bench = new Bench(root, budget)) {
      ShuffleStore store = new ShuffleStore(bench.directories);
      List<long[]> sizes = new ArrayList<>();
      for (int m = 0; m < maps; m++) {
        sizes.add(
            new ShuffleWriter(store, bench.workspace)
                .write(Bench.cursor(inputs.get(m)), dependency, new TaskId(m)));
        bench.assertNothingLeft();
      }
      Set<Object> seen = new HashSet<>();
      List<Pair<Object, Object>> all = new ArrayList<>();
      for (int reduce = 0; reduce < partitions; reduce++) {
        List<ShuffleBlock> blocks = new ArrayList<>();
        for (int m = 0; m < maps; m++) {
          blocks.add(
              new ShuffleBlock(m, new TaskId(m), m % 2 == 0 ? HERE : THERE, sizes.get(m)[reduce]));
        }
        ShuffleReader reader =
            new ShuffleReader(store, SELF, new StoreClient(store), bench.workspace);
        Cursor<Pair<Object, Object>> cursor = reader.read(dependency, reduce, blocks);
        List<Pair<Object, Object>> read = Bench.drain(cursor);
        bench.assertNothingLeft();
        for (Pair<Object, Object> pair : read) {
          assertThat(dependency.partitioner().partition(pair.key())).isEqualTo(reduce);
        }
        if (dependency.ordering().isPresent()) {
          Comparator<? super Object> order = dependency.ordering().get();
          assertThat(read).isSortedAccordingTo((a, b) -> order.compare(a.key(), b.key()));
        }
        all.addAll(read);
        // an abandoned cursor frees all as well
        reader.read(dependency, reduce, blocks).close();
        bench.assertNothingLeft();
      }
      compare(mode, inputs.stream().flatMap(List::stream).toList(), all, seen);
      if (budget == 0 && mode != Mode.COMBINED && mode != Mode.COMBINED_AND_ORDERED) {
        assertThat(bench.spilled()).isTrue();
      }
      store.remove(dependency.id());
      assertThat(bench.files()).isEmpty();
    }
  }

  private static void compare(
      Mode mode,
      List<Pair<Object, Object>> input,
      List<Pair<Object, Object>> output,
      Set<Object> seen) {
    switch (mode) {
      case PLAIN, ASCENDING, DESCENDING, COMPARED ->
          // equal keys keep their order, so values by key are equal lists
          assertSame(byKey(output), byKey(input));
      case GROUPED -> {
        output.forEach(pair -> assertThat(seen.add(pair.key())).isTrue());
        Map<Object, Object> lists = new HashMap<>();
        output.forEach(pair -> lists.put(pair.key(), pair.value()));
        assertSame(lists, byKey(input));
      }
      case COMBINED, COMBINED_AND_ORDERED -> {
        output.forEach(pair -> assertThat(seen.add(pair.key())).isTrue());
        Map<Object, Object> sums = new HashMap<>();
        byKey(input)
            .forEach((k, values) -> sums.put(k, values.stream().mapToLong(v -> (int) v).sum()));
        Map<Object, Object> read = new HashMap<>();
        output.forEach(pair -> read.put(pair.key(), pair.value()));
        assertSame(read, sums);
      }
    }
  }

  /** Compares key by key: whole maps in a message would be endless. */
  private static void assertSame(Map<Object, ?> read, Map<Object, ?> expected) {
    assertThat(read.size()).as("keys").isEqualTo(expected.size());
    expected.forEach(
        (key, value) ->
            assertThat(value.equals(read.get(key)))
                .as("values of %s: %s", key, read.get(key) == null ? "missing" : "differ")
                .isTrue());
  }

  private static Map<Object, List<Object>> byKey(List<Pair<Object, Object>> pairs) {
    Map<Object, List<Object>> map = new HashMap<>();
    for (Pair<Object, Object> pair : pairs) {
      map.computeIfAbsent(pair.key(), k -> new ArrayList<>()).add(pair.value());
    }
    return map;
  }

  static ShuffleDependency<Object, Object, Object> dependency(Mode mode, int partitions) {
    Aggregator<Object, Object> aggregator =
        switch (mode) {
          case COMBINED, COMBINED_AND_ORDERED -> new Sum();
          case GROUPED -> new Group();
          default -> null;
        };
    Comparator<Object> order =
        switch (mode) {
          case ASCENDING, COMBINED_AND_ORDERED -> ordering(NaturalOrder.ASCENDING);
          case DESCENDING -> ordering(NaturalOrder.DESCENDING);
          case COMPARED -> Comparator.comparing(String::valueOf, Comparator.reverseOrder());
          default -> null;
        };
    return new ShuffleDependency<>(
        new ShuffleId(3),
        null,
        new HashPartitioner(partitions),
        aggregator,
        mode == Mode.GROUPED
            ? ShuffleDependency.MapSideCombine.NO
            : ShuffleDependency.MapSideCombine.YES,
        order);
  }

  @SuppressWarnings("unchecked")
  private static Comparator<Object> ordering(NaturalOrder order) {
    return (Comparator<Object>) (Comparator<?>) order;
  }

  private static final class Sum implements Aggregator<Object, Object> {
    @Override
    public Object create(Object value) {
      return (long) (int) value;
    }

    @Override
    public Object merge(Object combined, Object value) {
      return (long) combined + (int) value;
    }

    @Override
    public Object combine(Object first, Object second) {
      return (long) first + (long) second;
    }
  }

  private static final class Group implements Aggregator<Object, Object> {
    @Override
    public Object create(Object value) {
      List<Object> list = new ArrayList<>();
      list.add(value);
      return list;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object merge(Object combined, Object value) {
      ((List<Object>) combined).add(value);
      return combined;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object combine(Object first, Object second) {
      ((List<Object>) first).addAll((List<Object>) second);
      return first;
    }
  }
}
