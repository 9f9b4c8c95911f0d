package dev.firesteel.protocol.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Dials, proves, and checks the server's proof.
 *
 * @param <C> what a connection becomes when both sides have proved
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close ends in channelInactive.
final class ClientHandshakeHandler<C> extends ChannelInboundHandlerAdapter {
  private final ClientHandshake handshake;
  private final Function<Channel, C> accepted;
  private final CompletableFuture<C> result = new CompletableFuture<>();
  private boolean proved;

  /**
   * The handler of one connection.
   *
   * @param accepted installs what handles the connection from here on
   */
  ClientHandshakeHandler(ClientHandshake handshake, Function<Channel, C> accepted) {
    this.handshake = handshake;
    this.accepted = accepted;
  }

  CompletableFuture<C> result() {
    return result;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.writeAndFlush(ServerHandshakeHandler.framed(handshake.hello()));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    if (result.isDone()) {
      return;
    }
    if (!proved) {
      proved = true;
      context.writeAndFlush(ServerHandshakeHandler.framed(handshake.prove((byte[]) frame)));
      return;
    }
    handshake.verify((byte[]) frame);
    Channel channel = context.channel();
    channel.pipeline().remove(this);
    result.complete(accepted.apply(channel));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    result.completeExceptionally(cause);
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    result.completeExceptionally(new IOException("it closed the connection"));
  }
}
