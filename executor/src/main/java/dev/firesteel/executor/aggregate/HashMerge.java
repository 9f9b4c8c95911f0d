package dev.firesteel.executor.aggregate;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.executor.memory.SizeEstimator;
import dev.firesteel.executor.sort.Merge;
import dev.firesteel.executor.spill.MemoryLease;
import dev.firesteel.executor.spill.SpillRun;
import dev.firesteel.executor.spill.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Merges runs of entries: one step gives all keys of one hash, mostly a single one. */
final class HashMerge<K extends @Nullable Object, C extends @Nullable Object>
    implements Cursor<Pair<K, C>> {
  /** Combinations above these bytes are accounted for. */
  private static final long LARGE = 1 << 20;

  private final Combining<?, C> combining;
  private final MemoryLease lease;
  private final Merge<HashRun<K, C>> merge;
  private final List<Entry<K, C>> group = new ArrayList<>();
  private int hash;

  HashMerge(List<SpillRun> runs, Combining<?, C> combining, Workspace workspace) throws Exception {
    this.combining = combining;
    this.lease = new MemoryLease(workspace);
    List<HashRun<K, C>> open = new ArrayList<>();
    try {
      runs.forEach(run -> open.add(new HashRun<>(run.open(0), workspace.serializer())));
    } catch (RuntimeException e) {
      open.forEach(HashRun::close);
      throw e;
    }
    this.merge = new Merge<>(open, Comparator.comparingInt(HashRun::hash));
  }

  @Override
  public boolean advance(Sink<? super Pair<K, C>> sink) throws Exception {
    if (merge.isEmpty()) {
      return false;
    }
    group.clear();
    hash = merge.least().element().hash();
    while (!merge.isEmpty() && merge.least().element().hash() == hash) {
      take(merge.least().element());
      merge.pop();
    }
    for (Entry<K, C> entry : group) {
      sink.accept(Pair.of(entry.key, entry.combined));
    }
    lease.close();
    return true;
  }

  /** The hash of the keys that the last step gave. */
  int hash() {
    return hash;
  }

  private void take(HashRun<K, C> run) throws Exception {
    K key = run.key();
    for (Entry<K, C> entry : group) {
      if (Objects.equals(entry.key, key)) {
        claim(key, entry.bytes + run.bytes());
        entry.combined = combining.combine(entry.combined, run.combined());
        entry.bytes = entry.combined instanceof Number ? 0 : SizeEstimator.atWork(entry.combined);
        return;
      }
    }
    claim(key, run.bytes());
    group.add(new Entry<>(key, run.combined(), run.bytes()));
  }

  private void claim(K key, long bytes) {
    if (bytes > LARGE && !lease.growTo(bytes)) {
      String name = String.valueOf(key);
      throw new FiresteelException(
          ErrorCategory.RESOURCES,
          "Cannot combine the values of key "
              + (name.length() > 80 ? name.substring(0, 80) + "..." : name)
              + ": they need about "
              + (bytes >> 20)
              + " MiB at once and the memory budget has no room (combine values with reduceByKey or"
              + " aggregateByKey, or raise firesteel.executor.memory)");
    }
  }

  @Override
  public void close() {
    lease.close();
    merge.close();
  }

  private static final class Entry<K extends @Nullable Object, C extends @Nullable Object> {
    final K key;
    C combined;
    long bytes;

    Entry(K key, C combined, long bytes) {
      this.key = key;
      this.combined = combined;
      this.bytes = bytes;
    }
  }
}
