package dev.firesteel.protocol.network;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A few threads, one small arena of buffers, and all sockets that use them. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close ends in channelInactive.
final class EventLoops implements AutoCloseable {
  private static final int PAGE_BYTES = 8 << 10;
  private static final int CHUNK_IS_1_MIB = 7;
  private static final int PATIENCE_SECONDS = 3;
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(128 << 10, 512 << 10);

  static {
    NettyStart.prepare();
  }

  private final MultiThreadIoEventLoopGroup group;
  private final ByteBufAllocator allocator =
      new PooledByteBufAllocator(true, 0, 1, PAGE_BYTES, CHUNK_IS_1_MIB, 64, 16, false);
  private final Queue<Channel> channels = new ConcurrentLinkedQueue<>();

  EventLoops(String name, int threads) {
    group =
        new MultiThreadIoEventLoopGroup(
            threads,
            new DefaultThreadFactory("firesteel-" + name, true),
            NioIoHandler.newFactory());
  }

  /** Listens on a port, or on a free one if it is 0. */
  InetSocketAddress listen(String host, int port, Supplier<ChannelHandler[]> handlers) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.ALLOCATOR, allocator)
            .childOption(ChannelOption.ALLOCATOR, allocator)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(initializer(channel -> channel.pipeline().addLast(handlers.get())))
            .bind(host, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot listen on '"
              + host
              + "' port "
              + port
              + ": "
              + bound.cause()
              + " (bind to another address)",
          bound.cause());
    }
    Channel listening = bound.channel();
    channels.add(listening);
    listening.closeFuture().addListener(closed -> channels.remove(listening));
    return (InetSocketAddress) bound.channel().localAddress();
  }

  /** Begins to connect. */
  ChannelFuture connect(InetSocketAddress address, Duration timeout, ChannelHandler... handlers) {
    return new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.ALLOCATOR, allocator)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
        .handler(initializer(channel -> channel.pipeline().addLast(handlers)))
        .connect(address);
  }

  private ChannelInitializer<Channel> initializer(Consumer<Channel> body) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channels.add(channel);
        channel.closeFuture().addListener(future -> channels.remove(channel));
        body.accept(channel);
      }
    };
  }

  /**
   * Closes all sockets, each after what was sent before, and ends all threads. Idempotent; not to
   * be called by these threads.
   */
  @Override
  public void close() {
    List<CompletableFuture<Void>> closed = new ArrayList<>();
    for (Channel channel : channels) {
      CompletableFuture<Void> gone = new CompletableFuture<>();
      channel.closeFuture().addListener(future -> gone.complete(null));
      closed.add(gone);
      Outbox outbox = channel.pipeline().get(Outbox.class);
      if (outbox == null) {
        channel.close();
      } else {
        outbox.end();
      }
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(closed.toArray(CompletableFuture[]::new));
    all.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
