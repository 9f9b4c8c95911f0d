package dev.firesteel.mesos.test.link;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Messages in a stream of bytes: the length of each in four bytes, and the message. */
final class Frames {
  /** Far more than any message has; a stranger's first bytes are rarely less. */
  static final int MOST = 64 << 20;

  private Frames() {}

  static void write(DataOutputStream out, LinkMessage message) throws IOException {
    byte[] bytes = LinkCodec.encode(message);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * The next message.
   *
   * @throws java.io.EOFException if the stream ends
   * @throws IOException if this is no frame, or no message
   */
  static LinkMessage read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST) {
      throw new IOException("Not a master or an agent of this double: a frame of " + length);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return LinkCodec.decode(bytes);
  }
}
