package dev.firesteel.protocol.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way to the socket. Any thread puts frames in; the channel's thread packs as many
 * as there are into one buffer and writes no more than the socket takes, so that memory outside the
 * heap stays small and many small frames cost one system call.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close ends in channelInactive.
final class Outbox extends ChannelInboundHandlerAdapter {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int HEADER_BYTES = 4;
  private static final byte[] END = new byte[0];

  private final Channel channel;
  private final Duration linger;
  private final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /** The rest is touched by the channel's thread only. */
  private byte @Nullable [] current;

  private int written;
  private boolean pumping;
  private boolean ending;

  /**
   * The outbox of a channel.
   *
   * @param linger how long the peer may take to close after this side closed
   */
  Outbox(Channel channel, Duration linger) {
    this.channel = channel;
    this.linger = linger;
  }

  /** Sends a frame that is not empty; drops it if the channel is gone. */
  void send(byte[] frame) {
    if (channel.isActive()) {
      frames.add(frame);
      wake();
    }
  }

  /** Closes the channel after the frames that are in here. */
  void end() {
    frames.add(END);
    wake();
  }

  private void wake() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        channel.eventLoop().execute(this::pumpAll);
      } catch (RejectedExecutionException e) {
        frames.clear(); // The transport was closed.
      }
    }
  }

  private void pumpAll() {
    scheduled.set(false);
    pump();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    pump();
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    frames.clear();
    context.fireChannelInactive();
  }

  private void pump() {
    if (pumping) {
      return; // A flush below made the channel writable; the loop goes on by itself.
    }
    pumping = true;
    try {
      while (channel.isActive() && channel.isWritable() && advance()) {
        while (channel.isWritable() && advance()) {
          channel.write(pack(), channel.voidPromise());
        }
        channel.flush();
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      channel.pipeline().fireExceptionCaught(e);
    } finally {
      pumping = false;
    }
    if (!channel.isActive()) {
      frames.clear();
    }
  }

  /** Whether a frame is there to write. */
  private boolean advance() {
    if (current == null && !ending) {
      byte[] next = frames.poll();
      if (next == END) {
        ending = true;
        finish();
      } else {
        current = next;
        written = 0;
      }
    }
    return current != null;
  }

  private ByteBuf pack() {
    ByteBuf buffer = channel.alloc().ioBuffer(BUFFER_BYTES, BUFFER_BYTES);
    byte[] frame = current;
    while (frame != null && buffer.writableBytes() > HEADER_BYTES) {
      if (written == 0) {
        buffer.writeInt(frame.length);
      }
      int count = Math.min(buffer.writableBytes(), frame.length - written);
      buffer.writeBytes(frame, written, count);
      written += count;
      if (written == frame.length) {
        current = null;
        advance();
      }
      frame = current;
    }
    return buffer;
  }

  /**
   * Says that nothing follows and lets the peer close: closing at once while the peer still sends
   * would reset the connection and lose what it has not read yet.
   */
  private void finish() {
    channel
        .eventLoop()
        .execute(
            () ->
                channel
                    .writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener(
                        all -> {
                          ((SocketChannel) channel).shutdownOutput();
                          var giveUp =
                              channel
                                  .eventLoop()
                                  .schedule(
                                      () -> channel.close(),
                                      linger.toMillis(),
                                      TimeUnit.MILLISECONDS);
                          channel.closeFuture().addListener(closed -> giveUp.cancel(false));
                        }));
  }
}
