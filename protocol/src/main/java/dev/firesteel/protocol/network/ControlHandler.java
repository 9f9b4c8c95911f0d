package dev.firesteel.protocol.network;

import dev.firesteel.protocol.codec.MessageCodec;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Decodes frames and hands on, as one list, the messages that arrived together.
 *
 * @param <M> the family of messages that arrive here
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close ends in channelInactive.
final class ControlHandler<M> extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LogManager.getLogger(ControlHandler.class);
  private static final int ENOUGH_MESSAGES = 1024;

  private final MessageCodec<M> codec;
  private final Receiver<M> receiver;
  private List<M> arrived = new ArrayList<>();
  private String why;

  /** Takes what arrives, on the channel's thread. */
  interface Receiver<M> {
    void received(List<M> messages);

    /** Last call. */
    void disconnected(String why);
  }

  /**
   * A handler of one channel.
   *
   * @param peer who is at the other end, for the reason of the disconnection
   */
  ControlHandler(MessageCodec<M> codec, Receiver<M> receiver, String peer) {
    this.codec = codec;
    this.receiver = receiver;
    this.why = peer + " closed the connection, or its process ended";
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    arrived.addAll(codec.decode((byte[]) frame));
    if (arrived.size() >= ENOUGH_MESSAGES) {
      handOn();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    handOn();
  }

  private void handOn() {
    if (!arrived.isEmpty()) {
      List<M> messages = arrived;
      arrived = new ArrayList<>();
      receiver.received(messages);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof java.io.IOException)) {
      LOG.error("A control channel with {} is closed", context.channel().remoteAddress(), cause);
    }
    why = "the connection failed: " + cause;
    arrived.clear();
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    try {
      handOn();
    } finally {
      receiver.disconnected(why);
    }
  }
}
