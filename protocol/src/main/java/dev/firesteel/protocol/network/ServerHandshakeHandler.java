package dev.firesteel.protocol.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.network.ServerHandshake.Step;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Lets nobody past before the proof. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close ends in channelInactive.
final class ServerHandshakeHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LogManager.getLogger(ServerHandshakeHandler.class);

  private final ServerHandshake handshake;
  private final Duration timeout;
  private final BiConsumer<Channel, ExecutorId> accepted;
  private @Nullable Future<?> patience;
  private boolean refused;

  /**
   * The handler of one new connection.
   *
   * @param accepted installs what handles the connection from here on
   */
  ServerHandshakeHandler(
      ServerHandshake handshake, Duration timeout, BiConsumer<Channel, ExecutorId> accepted) {
    this.handshake = handshake;
    this.timeout = timeout;
    this.accepted = accepted;
  }

  /** A frame with its length. */
  static ByteBuf framed(byte[] content) {
    return Unpooled.buffer(4 + content.length).writeInt(content.length).writeBytes(content);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    patience =
        context
            .executor()
            .schedule(
                () -> refuse(context, "it did not finish the handshake within " + timeout),
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (patience != null) {
      patience.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    if (refused) {
      return;
    }
    Step step = handshake.receive((byte[]) frame);
    if (step instanceof Step.Refused refusal) {
      warn(context, refusal.why());
      context.writeAndFlush(framed(step.frame())).addListener(ChannelFutureListener.CLOSE);
    } else if (step instanceof Step.Accepted acceptance) {
      Channel channel = context.channel();
      channel.pipeline().remove(this);
      accepted.accept(channel, acceptance.client());
      channel.writeAndFlush(framed(step.frame()));
    } else {
      context.writeAndFlush(framed(step.frame()));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    refuse(
        context,
        cause instanceof IOException
            ? "it broke the connection"
            : String.valueOf(cause.getMessage()));
  }

  private void refuse(ChannelHandlerContext context, String why) {
    warn(context, why);
    context.close();
  }

  private void warn(ChannelHandlerContext context, String why) {
    if (!refused) {
      refused = true;
      LOG.warn("Refused a connection from {}: {}", context.channel().remoteAddress(), why);
    }
  }
}
