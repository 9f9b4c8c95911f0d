package dev.firesteel.executor.shuffle;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.executor.aggregate.Aggregation;
import dev.firesteel.executor.sort.ExternalSort;
import dev.firesteel.executor.spill.ChunkReader;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one reduce partition of a shuffle. Used by the task's own thread. */
public final class ShuffleReader {
  private final ShuffleStore local;
  private final ExecutorId self;
  private final BlockClient client;
  private final Workspace workspace;

  /**
   * A reader for one task.
   *
   * @param local files of this executor, read in place
   * @param self this executor
   * @param client fetches from other executors
   */
  public ShuffleReader(
      ShuffleStore local, ExecutorId self, BlockClient client, Workspace workspace) {
    this.local = local;
    this.self = self;
    this.client = client;
    this.workspace = workspace;
  }

  /**
   * Reads a partition, aggregated and ordered as the dependency says. The cursor's close frees all
   * it holds.
   *
   * @param blocks the partition's blocks by map partition; those of size 0 are not fetched
   * @throws ShuffleFetchException here or from the cursor, if a block cannot be had
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // records may be null where their type says so
  public <K extends @Nullable Object, V extends @Nullable Object, C extends @Nullable Object>
      Cursor<Pair<K, C>> read(
          ShuffleDependency<K, V, C> dependency, int reduce, List<ShuffleBlock> blocks)
          throws Exception {
    List<Pair<K, V>> all = new ArrayList<>();
    for (ShuffleBlock block : blocks) {
      if (block.size() == 0) {
        continue;
      }
      try (Input in = open(new BlockKey.Shuffle(dependency.id(), block.mapTask(), reduce), block)) {
        while (!in.end()) {
          K key = (K) workspace.serializer().read(in);
          all.add(Pair.of(key, (V) workspace.serializer().read(in)));
        }
      } catch (IOException e) {
        throw new ShuffleFetchException(
            dependency.id(), block.mapPartition(), block.from().owner(), e);
      }
    }
    Iterator<Pair<K, V>> each = all.iterator();
    Cursor<Pair<K, V>> pairs =
        sink -> {
          if (!each.hasNext()) {
            return false;
          }
          sink.accept(each.next());
          return true;
        };
    Cursor<Pair<K, C>> result =
        dependency.aggregator().isPresent()
            ? Aggregation.aggregate(pairs, dependency.aggregator().get(), workspace)
            : (Cursor<Pair<K, C>>) (Cursor<?>) pairs;
    return dependency.ordering().isPresent()
        ? ExternalSort.sort(
            result, (a, b) -> dependency.ordering().get().compare(a.key(), b.key()), workspace)
        : result;
  }

  private Input open(BlockKey.Shuffle key, ShuffleBlock block) throws IOException {
    if (block.from().owner().equals(self)) {
      BlockData.FileSlice slice =
          local.find(key).orElseThrow(() -> new FileNotFoundException("no such file"));
      return ChunkReader.open(slice.file(), slice.offset(), slice.length(), 1 << 16);
    }
    List<byte[]> fetched = new ArrayList<>();
    client.fetch(block.from(), List.of(key), 1 << 24, (index, bytes) -> fetched.add(bytes));
    return ChunkReader.open(fetched.get(0), 1 << 16);
  }
}
