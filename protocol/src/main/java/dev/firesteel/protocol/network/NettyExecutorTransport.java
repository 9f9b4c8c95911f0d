package dev.firesteel.protocol.network;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.protocol.codec.MessageCodec;
import dev.firesteel.protocol.codec.ToDriverCodec;
import dev.firesteel.protocol.codec.ToExecutorCodec;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToDriver.Register;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.ExecutorTransport;
import dev.firesteel.protocol.transport.Secret;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Dials drivers over TCP. Not to be closed by its listener. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed close leaves nothing to do.
public final class NettyExecutorTransport implements ExecutorTransport {
  private final NetworkSettings settings;
  private final SecureRandom random = new SecureRandom();
  private final ToDriverCodec toDriverCodec = new ToDriverCodec();
  private final ToExecutorCodec toExecutorCodec = new ToExecutorCodec();
  private final EventLoops loops = new EventLoops("executor", 1);

  /** A transport without connections. */
  public NettyExecutorTransport(NetworkSettings settings) {
    this.settings = settings;
  }

  @Override
  public DriverChannel connect(
      DriverAddress driver, Secret secret, Register registration, Listener listener) {
    String server = "driver at " + driver.value();
    InetSocketAddress address = TcpAddress.parse(driver);
    FrameReader frames = new FrameReader(Hello.MAX_FRAME_BYTES);
    ClientHandshakeHandler<DriverChannel> handshake =
        new ClientHandshakeHandler<>(
            new ClientHandshake(
                MessageCodec.VERSION,
                secret,
                Purpose.CONTROL,
                registration.executor(),
                BlockAddress.DRIVER,
                random,
                server),
            channel -> register(channel, frames, registration, listener));
    ChannelFuture dialled = loops.connect(address, settings.connectTimeout(), frames, handshake);
    CompletableFuture<DriverChannel> result = handshake.result();
    dialled.addListener(
        done -> {
          if (!done.isSuccess()) {
            result.completeExceptionally(done.cause());
          }
        });
    Duration patience = settings.connectTimeout().plus(settings.handshakeTimeout());
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure(server, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      dialled.channel().close();
      throw new FiresteelException(
          ErrorCategory.TRANSIENT,
          "Cannot connect to " + server + ": it did not finish the handshake within " + patience,
          e);
    } catch (InterruptedException e) {
      dialled.channel().close();
      Thread.currentThread().interrupt();
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot connect to " + server + ": interrupted", e);
    }
  }

  private static FiresteelException failure(String server, Throwable cause) {
    ErrorCategory category =
        cause instanceof FiresteelException known ? known.category() : ErrorCategory.TRANSIENT;
    String message =
        cause instanceof FiresteelException
            ? String.valueOf(cause.getMessage())
            : "Cannot connect to " + server + ": " + cause;
    return new FiresteelException(category, message, cause);
  }

  private DriverChannel register(
      Channel channel, FrameReader frames, Register registration, Listener listener) {
    frames.limit(MessageCodec.MAX_BATCH_BYTES);
    Outbox outbox = new Outbox(channel, settings.connectTimeout());
    channel
        .pipeline()
        .addLast(
            outbox, new ControlHandler<>(toExecutorCodec, new FromDriver(listener), "the driver"));
    ToDriverChannel end = new ToDriverChannel(outbox);
    end.send(List.of(registration));
    return end;
  }

  @Override
  public void close() {
    loops.close();
  }

  /** What comes from the driver. */
  private record FromDriver(Listener listener) implements ControlHandler.Receiver<ToExecutor> {
    @Override
    public void received(List<ToExecutor> messages) {
      listener.received(messages);
    }

    @Override
    public void disconnected(String why) {
      listener.disconnected(why);
    }
  }

  /** What goes to the driver. */
  private final class ToDriverChannel implements DriverChannel {
    private final Outbox outbox;

    ToDriverChannel(Outbox outbox) {
      this.outbox = outbox;
    }

    @Override
    public void send(List<ToDriver> messages) {
      outbox.send(toDriverCodec.encode(messages));
    }

    @Override
    public void close() {
      outbox.end();
    }
  }
}
