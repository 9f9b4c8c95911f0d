package dev.firesteel.dataset.status;

/** How near to its input a task ran, nearest first. */
public enum InputLocality {
  /** In the executor that keeps the partition. */
  PROCESS("process-local"),
  /** On a host that holds the input. */
  NODE("node-local"),
  /** In a rack that holds the input. */
  RACK("rack-local"),
  /** Elsewhere. */
  ANY("elsewhere"),
  /** Its input is nowhere in particular. */
  NO_PREFERENCE("without preference");

  private final String words;

  InputLocality(String words) {
    this.words = words;
  }

  /** Whether the task ran on a host that holds its input. */
  public boolean onHost() {
    return this == PROCESS || this == NODE;
  }

  /** For people, to stand behind a number of tasks. */
  public String words() {
    return words;
  }
}
