package dev.firesteel.executor.aggregate;

import dev.firesteel.dataset.lineage.NumberReduction;
import dev.firesteel.executor.memory.SizeEstimator;
import dev.firesteel.executor.spill.MemoryLease;
import dev.firesteel.executor.spill.SizeSampler;
import dev.firesteel.executor.spill.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * An open-addressing table from keys to combinations. It never fails for lack of memory but says
 * that it is full; the owner then takes the entries out and clears it. Used by the task's own
 * thread.
 *
 * @param <K> keys; null is one
 * @param <X> what comes in
 * @param <C> combinations
 */
public final class CombineTable<
        K extends @Nullable Object, X extends @Nullable Object, C extends @Nullable Object>
    implements AutoCloseable {
  private static final Object NULL_KEY = new Object();

  /** The first slots are not accounted for. */
  private static final int SMALLEST = 1 << 10;

  /** Below so many slots a table grows fourfold: growing costs more than the slots. */
  private static final int SMALL = 1 << 16;

  private static final int SLOT_BYTES = 4 + 8 + 8;
  private static final int BOX_BYTES = 24;

  /** One of so many updates is measured. */
  private static final int STRIDE = 32;

  private final Combining<X, C> combining;
  private final @Nullable NumberReduction reduction;
  private final MemoryLease lease;
  private final SizeSampler entrySizes = new SizeSampler();
  private int size;
  private int mask;
  private int limit;
  private int[] hashes;

  private @Nullable Object[] keys;
  private ValueColumn values;

  private int untilMeasured = 1;
  private long measured;
  private long growth;
  private long added;
  private boolean full;
  private boolean onlyIntegers = true;

  /** An empty table. */
  public CombineTable(Combining<X, C> combining, Workspace workspace) {
    this.combining = combining;
    this.reduction = combining.reduction().orElse(null);
    this.lease = new MemoryLease(workspace);
    this.mask = SMALLEST - 1;
    this.limit = SMALLEST / 4 * 3;
    this.hashes = new int[SMALLEST];
    this.keys = new @Nullable Object[SMALLEST];
    this.values = new ValueColumn(SMALLEST);
  }

  /** Combines a value into its key's entry. */
  public void add(K key, X value) throws Exception {
    added++;
    Object wanted = key == null ? NULL_KEY : key;
    int hash = spread(wanted.hashCode(), key == null);
    int slot = probe(wanted, hash);
    if (slot >= 0) {
      update(slot, value);
    } else {
      insert(~slot, hash, wanted, combining.first(value));
    }
  }

  /** The slot of a key, or a number below 0 if it has none. */
  int find(K key) {
    Object wanted = key == null ? NULL_KEY : key;
    return probe(wanted, spread(wanted.hashCode(), key == null));
  }

  /** The slot of a key, or the complement of the one where it would go. */
  private int probe(Object wanted, int hash) {
    int i = hash & mask;
    while (true) {
      if (hashes[i] == hash) {
        Object found = keys[i];
        if (found != null && same(found, wanted)) {
          return i;
        }
      }
      if (hashes[i] == 0
          && keys[i] == null) { // with hash 0 the slot is empty or has a key of that hash
        return ~i;
      }
      i = (i + 1) & mask;
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // combinations are null where C says so
  private void update(int slot, X value) throws Exception {
    if (reduction != null && values.reduce(slot, value, reduction)) {
      return;
    }
    C combined = (C) values.get(slot);
    if (--untilMeasured == 0) {
      set(slot, measuredUpdate(combined, value));
    } else {
      set(slot, combining.more(combined, value));
    }
  }

  /** The first combination that is no number puts those before it into boxes. */
  private void set(int slot, C combined) {
    boolean unboxed = values.unboxed();
    values.set(slot, combined);
    if (unboxed && !values.unboxed()) {
      growth += (long) size * BOX_BYTES;
      account();
    }
  }

  /** Of integers, equal hashes say it all: no need to look at the key that was found. */
  private boolean same(Object found, Object wanted) {
    return found == wanted
        || (onlyIntegers && wanted.getClass() == Integer.class)
        || found.equals(wanted);
  }

  /** Whether memory was refused. */
  public boolean full() {
    return full;
  }

  /** Number of entries. */
  public int size() {
    return size;
  }

  /** Number of values since it was empty. */
  public long added() {
    return added;
  }

  /** Slots are numbered from 0 to this, exclusive. */
  public int slots() {
    return mask + 1;
  }

  /** Whether a slot has an entry. */
  public boolean used(int slot) {
    return keys[slot] != null;
  }

  /** The hash of a used slot's key. */
  public int hash(int slot) {
    return hashes[slot];
  }

  /** The key of a used slot. */
  @SuppressWarnings({"unchecked", "NullAway"}) // null where K says so
  public K key(int slot) {
    Object key = keys[slot];
    return key == NULL_KEY ? null : (K) key;
  }

  /** The combination of a used slot. */
  @SuppressWarnings({"unchecked", "NullAway"}) // null where C says so
  public C value(int slot) {
    return (C) values.get(slot);
  }

  /** Removes all entries and gives the memory back. */
  public void clear() {
    allocate(SMALLEST);
    values = new ValueColumn(SMALLEST);
    size = 0;
    added = 0;
    growth = 0;
    full = false;
    onlyIntegers = true;
    entrySizes.clear();
    lease.close();
  }

  @Override
  public void close() {
    clear();
  }

  private void insert(int slot, int hash, Object key, C combined) {
    onlyIntegers = onlyIntegers && key.getClass() == Integer.class;
    hashes[slot] = hash;
    keys[slot] = key;
    set(slot, combined);
    size++;
    entrySizes.add(key, values.unboxed() ? null : combined);
    if (size >= limit) {
      grow();
    }
    account();
  }

  /** Numbers do not grow; of the rest some are measured before and after. */
  private C measuredUpdate(C combined, X value) throws Exception {
    untilMeasured = measured++ < STRIDE ? 1 : STRIDE;
    long before = combined instanceof Number ? 0 : SizeEstimator.atWork(combined);
    C updated = combining.more(combined, value);
    if (updated instanceof Number) {
      return updated;
    }
    growth += Math.max(0, SizeEstimator.atWork(updated) - before) * untilMeasured;
    account();
    return updated;
  }

  private void account() {
    long needed = entrySizes.total() + growth + (long) SLOT_BYTES * (mask + 1 - SMALLEST);
    if (needed > lease.held() && !lease.growTo(needed + (needed >> 2))) {
      full = true;
    }
  }

  private void grow() {
    int slots = mask + 1;
    int capacity = slots < SMALL ? slots * 4 : slots * 2;
    long more = (long) SLOT_BYTES * (capacity - slots);
    if (capacity > 1 << 29 || !lease.growTo(lease.held() + more)) {
      full = true;
      limit = mask; // room for what comes before the owner looks
      return;
    }
    int[] oldHashes = hashes;
    @Nullable Object[] oldKeys = keys;
    ValueColumn oldValues = values;
    allocate(capacity);
    values = oldValues.emptyLike(capacity);
    for (int j = 0; j < oldHashes.length; j++) {
      if (oldKeys[j] != null) {
        int i = oldHashes[j] & mask;
        while (keys[i] != null) {
          i = (i + 1) & mask;
        }
        hashes[i] = oldHashes[j];
        keys[i] = oldKeys[j];
        values.move(i, oldValues, j);
      }
    }
  }

  private void allocate(int capacity) {
    mask = capacity - 1;
    limit = capacity / 4 * 3;
    hashes = new int[capacity];
    keys = new @Nullable Object[capacity];
  }

  /** Mixes all bits, since partitions are made of some; one to one. Null has a fixed hash. */
  private static int spread(int hashCode, boolean isNull) {
    int h = isNull ? 0 : hashCode;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
