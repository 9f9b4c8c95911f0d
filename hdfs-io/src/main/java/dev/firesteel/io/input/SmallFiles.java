package dev.firesteel.io.input;

/** How small files, and small ends of large ones, come into splits. */
public enum SmallFiles {
  /**
   * Several share a split: those that one host holds, else those that one rack holds, else any.
   * Files of which no host is known, and the parts of a job's output ({@code part-00000}, …), whose
   * order means something, share with their neighbours in the order of the input.
   */
  NEARBY,
  /** Neighbours in the order of the input share a split, whoever holds them. */
  IN_ORDER,
  /** Each has a split of its own. */
  APART
}
