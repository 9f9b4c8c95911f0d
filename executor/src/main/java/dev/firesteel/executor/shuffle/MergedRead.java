package dev.firesteel.executor.shuffle;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.executor.sort.KeyPrefixes;
import dev.firesteel.executor.sort.Merge;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.serialization.RecordSerializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges sorted blocks. More blocks than can be open at a time are first merged, group by group,
 * into runs on disk.
 */
final class MergedRead<K extends @Nullable Object, V extends @Nullable Object>
    implements Cursor<Pair<K, V>> {
  /** Blocks or runs merged at a time. */
  private static final int FAN_IN = 64;

  private final BlockSupply supply;
  private final Comparator<Pair<K, V>> order;
  private final KeyPrefixes prefixes;
  private final Workspace workspace;
  private final RecordSerializer serializer;
  private final List<SpillRun> files = new ArrayList<>();
  private @Nullable Merge<Pair<K, V>> merge;

  private MergedRead(BlockSupply supply, Comparator<? super K> keys, Workspace workspace) {
    this.supply = supply;
    this.order = (a, b) -> keys.compare(a.key(), b.key());
    this.prefixes = new KeyPrefixes(keys);
    this.workspace = workspace;
    this.serializer = workspace.serializer();
  }

  /** Opens the blocks. */
  static <K extends @Nullable Object, V extends @Nullable Object> Cursor<Pair<K, V>> open(
      BlockSupply supply, Comparator<? super K> keys, Workspace workspace) throws Exception {
    MergedRead<K, V> read = new MergedRead<>(supply, keys, workspace);
    try {
      read.start();
      return read;
    } catch (Throwable e) {
      read.close();
      throw e;
    }
  }

  @Override
  public boolean advance(Sink<? super Pair<K, V>> sink) throws Exception {
    return merge != null && merge.advance(sink);
  }

  @Override
  public void close() {
    try (supply) {
      if (merge != null) {
        merge.close();
      }
      files.forEach(SpillRun::close);
      files.clear();
    }
  }

  private void start() throws Exception {
    List<PairRun<K, V>> last = openBlocks();
    while (supply.hasNext()) {
      files.add(toFile(last));
      last = openBlocks();
    }
    while (files.size() + last.size() > FAN_IN && files.size() > 1) {
      List<SpillRun> group = List.copyOf(files.subList(0, Math.min(FAN_IN, files.size())));
      SpillRun merged = toFile(openFiles(group));
      files.subList(0, group.size()).clear();
      files.add(0, merged);
      group.forEach(SpillRun::close);
    }
    List<PairRun<K, V>> runs = new ArrayList<>(openFiles(files));
    runs.addAll(last);
    merge = new Merge<>(runs, order);
  }

  private List<PairRun<K, V>> openBlocks() {
    List<PairRun<K, V>> runs = new ArrayList<>();
    try {
      while (runs.size() < FAN_IN && supply.hasNext()) {
        OpenBlock block = supply.next();
        runs.add(new PairRun<>(() -> block.next(serializer), block::close, prefixes));
      }
      return runs;
    } catch (Throwable e) {
      runs.forEach(PairRun::close);
      throw e;
    }
  }

  private List<PairRun<K, V>> openFiles(List<SpillRun> group) {
    List<PairRun<K, V>> runs = new ArrayList<>();
    for (SpillRun file : group) {
      Input in = file.open(0);
      runs.add(new PairRun<>(() -> read(in), in::close, prefixes));
    }
    return runs;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // what was written
  private @Nullable Pair<K, V> read(Input in) {
    if (in.end()) {
      return null;
    }
    K key = (K) serializer.read(in);
    return new Pair<>(key, (V) serializer.read(in));
  }

  private SpillRun toFile(List<PairRun<K, V>> runs) throws Exception {
    try (Merge<Pair<K, V>> group = new Merge<>(runs, order)) {
      return SpillRun.write(
          workspace,
          1,
          (part, writer) -> {
            Output out = writer.output();
            group.forEachRemaining(
                pair -> {
                  serializer.write(out, pair.key());
                  serializer.write(out, pair.value());
                });
          });
    }
  }
}
