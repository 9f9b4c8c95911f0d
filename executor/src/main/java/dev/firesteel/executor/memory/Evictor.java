package dev.firesteel.executor.memory;

/** Frees storage memory when execution wants it. Called by a task's thread without locks held. */
@FunctionalInterface
public interface Evictor {
  /** Nothing can be evicted. */
  Evictor NONE = bytes -> {};

  /** Evicts kept blocks of about so many bytes, giving their memory back to the budget. */
  void evict(long bytes);
}
