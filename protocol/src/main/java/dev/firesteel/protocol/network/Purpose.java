package dev.firesteel.protocol.network;

/** What a connection is for. Part of the proof, so that one kind never passes for the other. */
enum Purpose {
  /** Messages between driver and executor. */
  CONTROL(1),
  /** Requests for blocks and the blocks. */
  BLOCKS(2);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
