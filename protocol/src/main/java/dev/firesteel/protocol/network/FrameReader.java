package dev.firesteel.protocol.network;

import dev.firesteel.protocol.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Cuts bytes into frames: four bytes of length, then the content, which the next handler gets as an
 * array. Memory grows with what arrives, not with what a length claims.
 */
final class FrameReader extends ChannelInboundHandlerAdapter {
  private static final int FIRST_BYTES = 64 << 10;
  private static final int HEADER_BYTES = 4;

  private int limit;
  private int length;
  private int headerBytes;
  private byte[] content = {};
  private int filled;

  FrameReader(int limit) {
    this.limit = limit;
  }

  /** Sets another limit; called on the channel's thread. */
  void limit(int bytes) {
    limit = bytes;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      while (bytes.isReadable()) {
        if (headerBytes < HEADER_BYTES) {
          readHeader(bytes);
        } else {
          readContent(bytes);
        }
        if (headerBytes == HEADER_BYTES && filled == length) {
          byte[] frame = content;
          headerBytes = 0;
          content = new byte[0];
          context.fireChannelRead(frame);
        }
      }
    } finally {
      bytes.release();
    }
  }

  private void readHeader(ByteBuf bytes) {
    length = length << 8 | bytes.readUnsignedByte();
    if (++headerBytes == HEADER_BYTES) {
      if (length < 0 || length > limit) {
        throw new MalformedException(
            "a frame of " + Integer.toUnsignedString(length) + " bytes, above " + limit);
      }
      content = new byte[Math.min(length, FIRST_BYTES)];
      filled = 0;
    }
  }

  private void readContent(ByteBuf bytes) {
    int count = Math.min(bytes.readableBytes(), length - filled);
    if (filled + count > content.length) {
      long doubled = Math.max(2L * content.length, filled + count);
      content = java.util.Arrays.copyOf(content, (int) Math.min(length, doubled));
    }
    bytes.readBytes(content, filled, count);
    filled += count;
  }
}
