package dev.firesteel.api.split;

/** What a save does if something is at its path already. */
public enum IfExists {
  /** It fails before any task runs, and touches nothing. */
  FAIL,
  /**
   * It replaces all that the directory holds. The old content stays readable until the new one is
   * complete, and is kept if the save fails.
   */
  OVERWRITE,
  /**
   * It adds files to the directory, with names of their own, and touches none that are there.
   * Several saves may add to one directory at a time.
   */
  APPEND
}
