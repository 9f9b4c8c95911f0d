package dev.firesteel.io.hadoop.commit;

/** Where a committer of Hadoop's commits a task. */
public enum CommitPlace {
  /** On the driver, for the attempt that won; no other is ever committed. */
  DRIVER,
  /** On the executor, at the end of each attempt. */
  EXECUTOR
}
