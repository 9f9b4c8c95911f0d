package dev.firesteel.protocol.block;

import java.io.IOException;

/** The server answered that it does not have a block. */
public final class BlockMissingException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int index;

  /** The block at {@code index} of the request is missing. */
  public BlockMissingException(int index, String message) {
    super(message);
    this.index = index;
  }

  /** The index of the missing block in the request. */
  public int index() {
    return index;
  }
}
