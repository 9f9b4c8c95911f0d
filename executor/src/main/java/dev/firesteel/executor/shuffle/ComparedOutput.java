package dev.firesteel.executor.shuffle;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.executor.sort.ObjectSorter;
import dev.firesteel.executor.sort.RecordFormat;
import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.serialization.RecordSerializer;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Pairs sorted by key within each partition by a comparator of the user's, as objects. */
final class ComparedOutput<K extends @Nullable Object, V extends @Nullable Object>
    implements MapOutput<K, V> {
  private final int partitions;
  private final RecordSerializer serializer;
  private final ObjectSorter<Placed<K, V>> sorter;

  ComparedOutput(int partitions, Comparator<? super K> order, Workspace workspace) {
    this.partitions = partitions;
    this.serializer = workspace.serializer();
    this.sorter =
        new ObjectSorter<>(
            (a, b) ->
                a.partition != b.partition
                    ? Integer.compare(a.partition, b.partition)
                    : order.compare(a.key, b.key),
            new PlacedFormat<>(serializer),
            workspace);
  }

  @Override
  public void add(int partition, K key, V value) throws Exception {
    sorter.add(new Placed<>(partition, key, value));
  }

  @Override
  public long[] writeTo(ChunkWriter writer) throws Exception {
    long[] offsets = new long[partitions + 1];
    int[] current = {0};
    try (Cursor<Placed<K, V>> sorted = sorter.sorted()) {
      sorted.forEachRemaining(
          record -> {
            while (current[0] < record.partition) {
              offsets[++current[0]] = writer.cut();
            }
            serializer.write(writer.output(), record.key);
            serializer.write(writer.output(), record.value);
          });
    }
    while (current[0] < partitions) {
      offsets[++current[0]] = writer.cut();
    }
    return offsets;
  }

  @Override
  public void close() {
    sorter.close();
  }

  private record Placed<K extends @Nullable Object, V extends @Nullable Object>(
      int partition, K key, V value) {}

  private record PlacedFormat<K extends @Nullable Object, V extends @Nullable Object>(
      RecordSerializer serializer) implements RecordFormat<Placed<K, V>> {
    @Override
    public void write(Output out, Placed<K, V> record) {
      out.writeVarInt(record.partition, true);
      serializer.write(out, record.key);
      serializer.write(out, record.value);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // what was written
    public Placed<K, V> read(Input in) {
      int partition = in.readVarInt(true);
      K key = (K) serializer.read(in);
      return new Placed<>(partition, key, (V) serializer.read(in));
    }
  }
}
