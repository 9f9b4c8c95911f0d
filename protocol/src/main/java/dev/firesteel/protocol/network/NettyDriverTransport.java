package dev.firesteel.protocol.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.codec.MessageCodec;
import dev.firesteel.protocol.codec.ToDriverCodec;
import dev.firesteel.protocol.codec.ToExecutorCodec;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToDriver.Register;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.DriverListener;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.ExecutorChannel;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.protocol.wire.MalformedException;
import io.netty.channel.ChannelHandler;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Accepts executors over TCP. Not to be closed by its listener. */
public final class NettyDriverTransport implements DriverTransport {
  private static final int THREADS = 1;

  private final NetworkSettings settings;
  private final int wantedPort;
  private final SecureRandom random = new SecureRandom();
  private final ToDriverCodec toDriverCodec = new ToDriverCodec();
  private final ToExecutorCodec toExecutorCodec = new ToExecutorCodec();
  private final Set<ExecutorId> connected = ConcurrentHashMap.newKeySet();
  private @Nullable EventLoops loops;
  private boolean closed;

  /** A transport that does not listen yet, and will on a free port. */
  public NettyDriverTransport(NetworkSettings settings) {
    this(settings, 0);
  }

  /**
   * A transport that does not listen yet, and will on the given port, or on a free one if it is 0.
   */
  public NettyDriverTransport(NetworkSettings settings, int wantedPort) {
    this.settings = settings;
    this.wantedPort = wantedPort;
  }

  @Override
  public synchronized DriverAddress listen(Secret secret, DriverListener listener) {
    if (loops != null || closed) {
      throw new IllegalStateException("Cannot listen: this transport listens or was closed");
    }
    EventLoops started = new EventLoops("driver", THREADS);
    loops = started;
    int port =
        started.listen(settings.bindHost(), wantedPort, () -> handlers(secret, listener)).getPort();
    return TcpAddress.of(settings.advertisedHost(), port);
  }

  private ChannelHandler[] handlers(Secret secret, DriverListener listener) {
    FrameReader frames = new FrameReader(Hello.MAX_FRAME_BYTES);
    ServerHandshake handshake =
        new ServerHandshake(
            MessageCodec.VERSION,
            secret,
            Purpose.CONTROL,
            BlockAddress.DRIVER,
            random,
            connected::add);
    return new ChannelHandler[] {
      frames,
      new ServerHandshakeHandler(
          handshake,
          settings.handshakeTimeout(),
          (channel, executor) -> {
            frames.limit(MessageCodec.MAX_BATCH_BYTES);
            Outbox outbox = new Outbox(channel, settings.connectTimeout());
            channel
                .pipeline()
                .addLast(
                    outbox,
                    new ControlHandler<>(
                        toDriverCodec,
                        new FromExecutor(executor, outbox, listener),
                        executor.value()));
          })
    };
  }

  @Override
  public void close() {
    EventLoops started;
    synchronized (this) {
      closed = true;
      started = loops;
    }
    if (started != null) {
      started.close();
    }
  }

  /** What comes from one executor: first of all its registration. */
  private final class FromExecutor implements ControlHandler.Receiver<ToDriver>, ExecutorChannel {
    private final ExecutorId executor;
    private final Outbox outbox;
    private final DriverListener listener;
    private boolean registered;

    FromExecutor(ExecutorId executor, Outbox outbox, DriverListener listener) {
      this.executor = executor;
      this.outbox = outbox;
      this.listener = listener;
    }

    @Override
    public void received(List<ToDriver> messages) {
      List<ToDriver> rest = messages;
      if (!registered) {
        if (!(messages.get(0) instanceof Register registration)
            || !registration.executor().equals(executor)) {
          throw new MalformedException(executor + " began with something else than to register");
        }
        registered = true;
        listener.registered(registration, this);
        rest = messages.subList(1, messages.size());
      }
      if (!rest.isEmpty()) {
        listener.received(executor, rest);
      }
    }

    @Override
    public void disconnected(String why) {
      connected.remove(executor);
      if (registered) {
        listener.disconnected(executor, why);
      }
    }

    @Override
    public void send(List<ToExecutor> messages) {
      outbox.send(toExecutorCodec.encode(messages));
    }

    @Override
    public void close() {
      outbox.end();
    }

    @Override
    public String toString() {
      return "channel to " + executor;
    }
  }
}
