package dev.firesteel.executor.memory;

/** One task's share of the executor's memory budget. Used by the task's own thread. */
public interface TaskMemory {
  /** Grants nothing. */
  TaskMemory NONE = new NoMemory();

  /**
   * Reserves memory, evicting kept blocks if that helps.
   *
   * @param bytes wanted, above 0
   * @return the bytes granted, from 0 to {@code bytes}; less than wanted means that the caller
   *     should spill
   */
  long reserve(long bytes);

  /** Gives back reserved memory. */
  void release(long bytes);

  /** Memory held now, in bytes. */
  long held();

  /** The most memory held so far, in bytes. */
  long peak();
}
