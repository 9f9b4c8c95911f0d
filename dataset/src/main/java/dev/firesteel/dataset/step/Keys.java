package dev.firesteel.dataset.step;

/** What a step does to the keys by which elements are placed. */
public enum Keys {
  /** Each element's key stays in its partition: the parent's partitioner holds. */
  KEPT,
  /** Keys may change: no partitioner is known. */
  CHANGED
}
