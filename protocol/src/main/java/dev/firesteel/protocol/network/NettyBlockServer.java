package dev.firesteel.protocol.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.codec.BlockRequestCodec;
import dev.firesteel.protocol.codec.MessageCodec;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.transport.Secret;
import io.netty.channel.ChannelHandler;
import java.security.SecureRandom;

/** Serves the blocks of one executor, or of the driver, to all who know the secret. */
public final class NettyBlockServer implements AutoCloseable {
  private static final int THREADS = 2;

  private final EventLoops loops = new EventLoops("blocks", THREADS);
  private final SecureRandom random = new SecureRandom();
  private final NetworkSettings settings;
  private final ExecutorId owner;
  private final Secret secret;
  private final BlockSource source;
  private final BlockAddress address;

  /**
   * Begins to serve on a free port.
   *
   * @param source asked on the server's threads; should answer fast
   */
  public NettyBlockServer(
      NetworkSettings settings, ExecutorId owner, Secret secret, BlockSource source) {
    this(settings, owner, secret, source, 0);
  }

  /** Serves on a given port, or on a free one if it is 0. */
  public NettyBlockServer(
      NetworkSettings settings,
      ExecutorId owner,
      Secret secret,
      BlockSource source,
      int wantedPort) {
    this.settings = settings;
    this.owner = owner;
    this.secret = secret;
    this.source = source;
    int port;
    try {
      port = loops.listen(settings.bindHost(), wantedPort, this::handlers).getPort();
    } catch (RuntimeException e) {
      loops.close();
      throw e;
    }
    this.address = new BlockAddress(owner, settings.advertisedHost(), port);
  }

  private ChannelHandler[] handlers() {
    FrameReader frames = new FrameReader(Hello.MAX_FRAME_BYTES);
    ServerHandshake handshake =
        new ServerHandshake(
            MessageCodec.VERSION, secret, Purpose.BLOCKS, owner, random, client -> true);
    return new ChannelHandler[] {
      frames,
      new ServerHandshakeHandler(
          handshake,
          settings.handshakeTimeout(),
          (channel, client) -> {
            frames.limit(BlockRequestCodec.MAX_REQUEST_BYTES);
            channel.pipeline().addLast(new BlockResponder(source));
          })
    };
  }

  /** Where it serves. */
  public BlockAddress address() {
    return address;
  }

  /** Breaks all connections and frees threads and port. Idempotent. */
  @Override
  public void close() {
    loops.close();
  }
}
