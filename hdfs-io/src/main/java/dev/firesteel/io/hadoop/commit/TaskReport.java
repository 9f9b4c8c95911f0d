package dev.firesteel.io.hadoop.commit;

import java.nio.ByteBuffer;

/**
 * What an attempt tells the driver when it has written all.
 *
 * @param attempt its number
 * @param left what is to be done for it
 */
record TaskReport(long attempt, Left left) {
  private static final byte COMMIT = 1;

  /** What is to be done for an attempt that wins. */
  enum Left {
    /** It wrote nothing that needs a commit, or was committed where it ran. */
    NOTHING,
    /** The driver is to commit it. */
    COMMIT
  }

  byte[] encoded() {
    return ByteBuffer.allocate(Long.BYTES + 1)
        .putLong(attempt)
        .put(left == Left.COMMIT ? COMMIT : 0)
        .array();
  }

  static TaskReport decoded(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new TaskReport(buffer.getLong(), buffer.get() == COMMIT ? Left.COMMIT : Left.NOTHING);
  }
}
