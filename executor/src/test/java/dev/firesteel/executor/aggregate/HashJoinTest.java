package dev.firesteel.executor.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.keyed.CoGroup;
import dev.firesteel.dataset.lineage.JoinKind;
import dev.firesteel.executor.spill.Bench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HashJoinTest {
  @TempDir Path root;

  /** Keys and values of a side. */
  private enum Values {
    LONGS(r -> r.nextLong()),
    DOUBLES(r -> new Double[] {0.0, -0.0, Double.NaN, 1.5}[r.nextInt(4)]),
    INTEGERS(r -> r.nextInt()),
    STRINGS(r -> "value " + r.nextInt(1000)),
    LISTS(r -> List.of(r.nextInt(), "in a list")),
    MIXED_AND_NULL(r -> new Object[] {null, 1, 1L, 1.0, "one"}[r.nextInt(5)]);

    private final Draw draw;

    Values(Draw draw) {
      this.draw = draw;
    }

    private interface Draw {
      Object from(Random random);
    }
  }

  /** How often keys come. */
  private enum Keys {
    FEW(r -> r.nextInt(40)),
    MANY(r -> "k" + r.nextInt(100_000)),
    NULLABLE(r -> r.nextInt(9) == 0 ? null : (long) r.nextInt(300)),
    ONE_HOT(r -> r.nextInt(3) == 0 ? -1 : r.nextInt(5000));

    private final Values.Draw draw;

    Keys(Values.Draw draw) {
      this.draw = draw;
    }
  }

  private static Stream<Arguments> sides() {
    List<Arguments> all = new ArrayList<>();
    for (JoinKind kind : JoinKind.values()) {
      for (Keys keys : Keys.values()) {
        for (int turn : new int[] {0, 2, 3}) {
          Values values = Values.values()[(kind.ordinal() + keys.ordinal() + turn) % 6];
          for (long budget : new long[] {0, 100_000, 1 << 30}) {
            all.add(Arguments.of(kind, keys, values, budget));
          }
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("sides")
  void joinsAsGroupsOfBothSidesWould(JoinKind kind, Keys keys, Values values, long budget)
      throws Exception {
    Random random = new Random(keys.ordinal() * 31L + values.ordinal());
    List<Pair<Object, Object>> left = pairs(random, keys, values, 500);
    List<Pair<Object, Object>> right = pairs(random, keys, values, 900);
    try (Bench bench = new Bench(root, budget)) {
      assertThat(byKey(join(bench, left, right, kind)))
          .isEqualTo(byKey(grouped(left, right, kind)));
      if (budget != 100_000) {
        assertThat(bench.spilled()).isEqualTo(budget == 0);
      }
      bench.assertNothingLeft();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSideThatIsEmptyLeavesWhatTheOtherKeeps(JoinKind kind) throws Exception {
    List<Pair<Object, Object>> some = List.of(Pair.of(1, "a"), Pair.of(null, null));
    for (long budget : new long[] {0, 1 << 30}) {
      try (Bench bench = new Bench(root, budget)) {
        assertThat(join(bench, List.of(), List.of(), kind)).isEmpty();
        assertThat(byKey(join(bench, some, List.of(), kind)))
            .isEqualTo(byKey(grouped(some, List.of(), kind)));
        assertThat(byKey(join(bench, List.of(), some, kind)))
            .isEqualTo(byKey(grouped(List.of(), some, kind)));
        bench.assertNothingLeft();
      }
    }
  }

  @Test
  void resultsFollowTheLeftSideWhichIsNotHeld() throws Exception {
    try (Bench bench = new Bench(root, 1 << 20)) {
      int[] left = {3_000_000};
      long[] seen = {0};
      Cursor<Pair<Integer, String>> lefts =
          sink -> {
            if (left[0] == 0) {
              return false;
            }
            sink.accept(Pair.of(left[0]-- % 3, "left"));
            return true;
          };
      List<Pair<Integer, Double>> right = List.of(Pair.of(1, 0.5), Pair.of(2, -0.0));
      try (Cursor<Pair<Integer, Pair<String, Double>>> joined =
          HashJoin.join(() -> lefts, () -> Bench.cursor(right), JoinKind.INNER, bench.workspace)) {
        joined.forEachRemaining(pair -> seen[0]++);
      }
      assertThat(seen[0]).isEqualTo(2_000_000);
      assertThat(bench.spilled()).isFalse();
      bench.assertNothingLeft();
    }
  }

  @Test
  void numbersThatGetBoxesAreCounted() throws Exception {
    try (Bench bench = new Bench(root, 16 << 20)) {
      List<Pair<Object, Object>> right = new ArrayList<>();
      for (int i = 0; i < 60_000; i++) {
        right.add(Pair.of(i, (long) i));
      }
      right.add(Pair.of(7, 7L));
      Cursor<Pair<Object, Object>> joined =
          HashJoin.join(
              () -> Bench.cursor(right),
              () -> Bench.cursor(right),
              JoinKind.INNER,
              bench.workspace);
      assertThat(bench.memory.held()).isGreaterThan(131_072 * 20 + 60_000 * (16 + 24));
      assertThat(Bench.drain(joined)).hasSize(60_003);
      bench.assertNothingLeft();
    }
  }

  @Test
  void aKeyWhoseRightValuesDoNotFitIsNamed() {
    try (Bench bench = new Bench(root, 1 << 20)) {
      int[] right = {200_000};
      Cursor<Pair<String, Long>> same =
          sink -> {
            if (right[0]-- == 0) {
              return false;
            }
            sink.accept(Pair.of("hot", (long) right[0]));
            return true;
          };
      assertThatThrownBy(
              () ->
                  Bench.drain(
                      HashJoin.join(
                          () -> Bench.cursor(List.of(Pair.of("hot", 1))),
                          () -> same,
                          JoinKind.INNER,
                          bench.workspace)))
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES))
          .hasMessageContaining("hot")
          .hasMessageContaining("firesteel.executor.memory");
      bench.assertNothingLeft();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"INNER", "FULL"})
  void aSinkThatIsDoneAndAnEarlyCloseFreeAll(JoinKind kind) throws Exception {
    List<Pair<Object, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      pairs.add(Pair.of(i % 20, i));
    }
    for (long budget : new long[] {0, 1 << 30}) {
      try (Bench bench = new Bench(root, budget)) {
        int[] closed = {0};
        Cursor<Pair<Object, Object>> joined =
            HashJoin.join(
                () -> closing(pairs, closed), () -> closing(pairs, closed), kind, bench.workspace);
        First first = new First();
        joined.forEachRemaining(first);
        assertThat(first.count).isEqualTo(5);
        joined.close();
        assertThat(closed[0]).isEqualTo(2);
        bench.assertNothingLeft();
      }
    }
  }

  @Test
  void aSideThatFailsFreesAll() {
    List<Pair<Object, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      pairs.add(Pair.of(i % 20, i));
    }
    Cursor<Pair<Object, Object>> failing =
        sink -> {
          throw new IllegalStateException("lost");
        };
    for (long budget : new long[] {0, 1 << 30}) {
      try (Bench bench = new Bench(root, budget)) {
        int[] closed = {0};
        assertThatThrownBy(
                () ->
                    HashJoin.join(
                        () -> Bench.cursor(pairs), () -> failing, JoinKind.INNER, bench.workspace))
            .hasMessage("lost");
        bench.assertNothingLeft();
        assertThatThrownBy(
                () ->
                    HashJoin.join(
                        () -> {
                          throw new IllegalStateException("cannot open");
                        },
                        () -> closing(pairs, closed),
                        JoinKind.INNER,
                        bench.workspace))
            .hasMessage("cannot open");
        bench.assertNothingLeft();
        assertThatThrownBy(
                () ->
                    Bench.drain(
                        HashJoin.join(
                            () -> failing,
                            () -> closing(pairs, closed),
                            JoinKind.INNER,
                            bench.workspace)))
            .hasMessage("lost");
        assertThat(closed[0]).isEqualTo(2);
        bench.assertNothingLeft();
      }
    }
  }

  private static List<Pair<Object, Object>> pairs(
      Random random, Keys keys, Values values, int count) {
    List<Pair<Object, Object>> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(Pair.of(keys.draw.from(random), values.draw.from(random)));
    }
    return pairs;
  }

  private static List<Pair<Object, Object>> join(
      Bench bench, List<Pair<Object, Object>> left, List<Pair<Object, Object>> right, JoinKind kind)
      throws Exception {
    return Bench.drain(
        HashJoin.join(() -> Bench.cursor(left), () -> Bench.cursor(right), kind, bench.workspace));
  }

  /** By groups of both sides: each left value in turn with each right one. */
  private List<Pair<Object, Object>> grouped(
      List<Pair<Object, Object>> left, List<Pair<Object, Object>> right, JoinKind kind)
      throws Exception {
    List<Pair<Object, CoGroup.Sided>> sided = new ArrayList<>();
    left.forEach(pair -> sided.add(pair.withValue(new CoGroup.Sided(0, pair.value()))));
    right.forEach(pair -> sided.add(pair.withValue(new CoGroup.Sided(1, pair.value()))));
    List<Pair<Object, Object>> result = new ArrayList<>();
    try (Bench bench = new Bench(root, 1 << 30)) {
      for (Pair<Object, List<Object>[]> group :
          Bench.drain(
              Aggregation.aggregate(Bench.cursor(sided), CoGroup.ofTwo(), bench.workspace))) {
        List<Object> lefts = group.value()[0];
        List<Object> rights = group.value()[1];
        if (rights.isEmpty() && kind.keepsLeft()) {
          lefts.forEach(l -> result.add(group.withValue(kind.left(l))));
        }
        if (lefts.isEmpty() && kind.keepsRight()) {
          rights.forEach(r -> result.add(group.withValue(kind.right(r))));
        }
        lefts.forEach(l -> rights.forEach(r -> result.add(group.withValue(kind.both(l, r)))));
      }
    }
    return result;
  }

  /** The order of keys is free, that of a key's results is not. */
  private static Map<Object, List<Object>> byKey(List<Pair<Object, Object>> pairs) {
    Map<Object, List<Object>> map = new HashMap<>();
    pairs.forEach(p -> map.computeIfAbsent(p.key(), key -> new ArrayList<>()).add(p.value()));
    return Collections.unmodifiableMap(map);
  }

  private static Cursor<Pair<Object, Object>> closing(
      List<Pair<Object, Object>> pairs, int[] closed) {
    Cursor<Pair<Object, Object>> inner = Bench.cursor(pairs);
    return new Cursor<>() {
      @Override
      public boolean advance(Sink<? super Pair<Object, Object>> sink) throws Exception {
        return inner.advance(sink);
      }

      @Override
      public void close() {
        closed[0]++;
      }
    };
  }

  /** Wants five. */
  private static final class First implements Sink<Pair<Object, Object>> {
    private int count;

    @Override
    public void accept(Pair<Object, Object> element) {
      count++;
    }

    @Override
    public boolean done() {
      return count >= 5;
    }
  }
}
