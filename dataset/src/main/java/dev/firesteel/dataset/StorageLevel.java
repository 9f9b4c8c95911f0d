package dev.firesteel.dataset;

/**
 * Where the partitions of a persisted dataset are kept. Levels whose name ends in {@code _2} keep
 * each partition on two executors, so that the loss of one costs nothing.
 */
public enum StorageLevel {
  /** Nowhere: computed again at each use. */
  NONE(Heap.NO, Form.OBJECTS, Disk.NO, 0),
  /** As objects in memory; what does not fit is computed again. */
  MEMORY(Heap.INSIDE, Form.OBJECTS, Disk.NO, 1),
  /** Serialized in memory: smaller, slower to read; what does not fit is computed again. */
  MEMORY_SERIALIZED(Heap.INSIDE, Form.SERIALIZED, Disk.NO, 1),
  /** Serialized on the executor's disk. */
  DISK(Heap.NO, Form.SERIALIZED, Disk.YES, 1),
  /** As objects in memory; what does not fit goes to disk. */
  MEMORY_AND_DISK(Heap.INSIDE, Form.OBJECTS, Disk.YES, 1),
  /** Serialized in memory; what does not fit goes to disk. */
  MEMORY_SERIALIZED_AND_DISK(Heap.INSIDE, Form.SERIALIZED, Disk.YES, 1),
  /**
   * Serialized in memory outside the heap, where the garbage collector never looks; what does not
   * fit is computed again. Needs the setting {@code firesteel.memory.off-heap}.
   */
  OFF_HEAP(Heap.OUTSIDE, Form.SERIALIZED, Disk.NO, 1),
  /**
   * Serialized in memory outside the heap; what does not fit goes to disk. Needs the setting {@code
   * firesteel.memory.off-heap}.
   */
  OFF_HEAP_AND_DISK(Heap.OUTSIDE, Form.SERIALIZED, Disk.YES, 1),
  /** As {@link #MEMORY}, on two executors. */
  MEMORY_2(Heap.INSIDE, Form.OBJECTS, Disk.NO, 2),
  /** As {@link #MEMORY_SERIALIZED}, on two executors. */
  MEMORY_SERIALIZED_2(Heap.INSIDE, Form.SERIALIZED, Disk.NO, 2),
  /** As {@link #DISK}, on two executors. */
  DISK_2(Heap.NO, Form.SERIALIZED, Disk.YES, 2),
  /** As {@link #MEMORY_AND_DISK}, on two executors. */
  MEMORY_AND_DISK_2(Heap.INSIDE, Form.OBJECTS, Disk.YES, 2),
  /** As {@link #MEMORY_SERIALIZED_AND_DISK}, on two executors. */
  MEMORY_SERIALIZED_AND_DISK_2(Heap.INSIDE, Form.SERIALIZED, Disk.YES, 2);

  private enum Heap {
    NO,
    INSIDE,
    OUTSIDE
  }

  private enum Form {
    OBJECTS,
    SERIALIZED
  }

  private enum Disk {
    NO,
    YES
  }

  private final Heap heap;
  private final Form form;
  private final Disk disk;
  private final int copies;

  StorageLevel(Heap heap, Form form, Disk disk, int copies) {
    this.heap = heap;
    this.form = form;
    this.disk = disk;
    this.copies = copies;
  }

  /** Whether memory is used, inside or outside the heap. */
  public boolean memory() {
    return heap != Heap.NO;
  }

  /** Whether the memory used is outside the heap. */
  public boolean offHeap() {
    return heap == Heap.OUTSIDE;
  }

  /** Whether what is in memory is serialized. */
  public boolean serialized() {
    return form == Form.SERIALIZED;
  }

  /** Whether disk is used. */
  public boolean disk() {
    return disk == Disk.YES;
  }

  /** On how many executors each partition is kept: 0 for {@link #NONE}, else 1 or 2. */
  public int copies() {
    return copies;
  }
}
