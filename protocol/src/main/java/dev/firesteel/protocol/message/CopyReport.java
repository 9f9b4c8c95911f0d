package dev.firesteel.protocol.message;

/**
 * What became of a {@link CopyOrder}.
 *
 * @param block what was to be copied
 * @param error empty if it is here now, else why it is not
 */
public record CopyReport(BlockName block, String error) {
  /** Whether the copy is there. */
  public boolean done() {
    return error.isEmpty();
  }
}
