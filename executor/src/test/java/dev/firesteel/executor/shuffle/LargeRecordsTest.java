package dev.firesteel.executor.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.NaturalOrder;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.partition.HashPartitioner;
import dev.firesteel.executor.spill.Bench;
import dev.firesteel.protocol.message.BlockAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records larger than a page, small ones before and after them. */
class LargeRecordsTest {
  private static final ExecutorId SELF = new ExecutorId("e-1");

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void smallRecordsBehindALargeOneAreFound(boolean sorted) throws Exception {
    List<Pair<String, Object>> pairs = new ArrayList<>();
    pairs.add(Pair.of("a", "before"));
    pairs.add(Pair.of("b", new byte[20 << 20]));
    for (int i = 0; i < 100; i++) {
      pairs.add(Pair.of("c" + i, "after " + i));
    }
    ShuffleDependency<String, Object, Object> dependency =
        new ShuffleDependency<>(
            new ShuffleId(1),
            null,
            new HashPartitioner(1),
            null,
            ShuffleDependency.MapSideCombine.NO,
            order(sorted));
    try (Bench bench = new Bench(root, 1L << 30)) {
      ShuffleStore store = new ShuffleStore(bench.directories);
      long[] sizes =
          new ShuffleWriter(store, bench.workspace)
              .write(Bench.cursor(pairs), dependency, new TaskId(7));
      assertThat(bench.spilled()).isFalse();
      Cursor<Pair<String, Object>> cursor =
          new ShuffleReader(store, SELF, new StoreClient(store), bench.workspace)
              .read(
                  dependency,
                  0,
                  List.of(
                      new ShuffleBlock(0, new TaskId(7), new BlockAddress(SELF, "", 0), sizes[0])));
      List<Pair<String, Object>> read = Bench.drain(cursor);
      assertThat(read).extracting(Pair::key).containsExactlyInAnyOrderElementsOf(keys(pairs));
      assertThat(read)
          .filteredOn(pair -> pair.key().startsWith("c"))
          .allMatch(pair -> pair.value().equals("after " + pair.key().substring(1)));
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Comparator<? super String> order(boolean sorted) {
    return sorted ? (Comparator<? super String>) (Comparator<?>) NaturalOrder.ASCENDING : null;
  }

  private static List<String> keys(List<Pair<String, Object>> pairs) {
    return pairs.stream().map(Pair::key).toList();
  }
}
