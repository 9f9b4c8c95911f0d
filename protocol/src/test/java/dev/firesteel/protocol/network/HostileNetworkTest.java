package dev.firesteel.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.codec.MessageCodec;
import dev.firesteel.protocol.codec.ToDriverCodec;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.RecordingDriver;
import dev.firesteel.protocol.transport.RecordingExecutor;
import dev.firesteel.protocol.transport.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostileNetworkTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  private final Secret secret = Secret.random();
  private final RecordingDriver driver = new RecordingDriver();
  private final RecordingExecutor executor = new RecordingExecutor();
  private final NettyDriverTransport transport =
      new NettyDriverTransport(NetworkSettings.loopback());
  private final DriverAddress address = transport.listen(secret, driver);
  private final InetSocketAddress socket = TcpAddress.parse(address);

  @AfterEach
  void close() {
    transport.close();
  }

  private static ToDriver.Register registration(String id) {
    ExecutorId executor = new ExecutorId(id);
    return new ToDriver.Register(executor, "localhost", new BlockAddress(executor, "", 0), 1);
  }

  private static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(60, TimeUnit.SECONDS);
    assertThat(next).as("nothing came within a minute").isNotNull();
    return next;
  }

  private void assertStillServes() throws Exception {
    try (NettyExecutorTransport good = new NettyExecutorTransport(NetworkSettings.loopback())) {
      good.connect(address, secret, registration("good"), executor);
      while (!await(driver.registrations).executor().value().equals("good")) {
        // Others may have registered before.
      }
    }
  }

  @Test
  void anotherProtocolGetsNoAnswer() throws Exception {
    try (RawPeer peer = new RawPeer(socket)) {
      peer.bytes("GET / HTTP/1.1\r\nHost: driver\r\n\r\n".getBytes());
      assertThat(peer.bytesUntilClosed()).isZero();
    }
    assertThat(driver.registrations).isEmpty();
    assertStillServes();
  }

  @Test
  void largeFramesAreRefusedBeforeTheProof() throws Exception {
    try (RawPeer peer = new RawPeer(socket)) {
      peer.length(Hello.MAX_FRAME_BYTES + 1);
      assertThat(peer.bytesUntilClosed()).isZero();
    }
    assertStillServes();
  }

  @Test
  void absurdFramesAreRefusedAfterTheProof() throws Exception {
    for (int length : new int[] {MessageCodec.MAX_BATCH_BYTES + 1, -1, Integer.MIN_VALUE}) {
      try (RawPeer peer = new RawPeer(socket)) {
        peer.proveAs("e-1", secret);
        peer.frame(new ToDriverCodec().encode(List.of(registration("e-1"))));
        await(driver.registrations);
        peer.length(length);
        assertThat(peer.bytesUntilClosed()).isZero();
        assertThat(await(driver.disconnections)).contains("above " + MessageCodec.MAX_BATCH_BYTES);
      }
    }
    assertStillServes();
  }

  @Test
  void claimedLengthsTakeNoMemory() throws Exception {
    RawPeer[] peers = new RawPeer[40];
    for (int i = 0; i < peers.length; i++) {
      peers[i] = new RawPeer(socket);
      peers[i].proveAs("e-" + i, secret);
      peers[i].length(MessageCodec.MAX_BATCH_BYTES); // 10 GiB in total
    }
    assertStillServes();
    for (RawPeer peer : peers) {
      peer.close();
    }
  }

  @Test
  void aReplayedConversationIsRefused() throws Exception {
    byte[] hello;
    byte[] proof;
    try (RawPeer peer = new RawPeer(socket)) {
      ClientHandshake handshake =
          new ClientHandshake(
              MessageCodec.VERSION,
              secret,
              Purpose.CONTROL,
              new ExecutorId("e-1"),
              BlockAddress.DRIVER,
              new java.security.SecureRandom(),
              "test");
      hello = handshake.hello();
      peer.frame(hello);
      proof = handshake.prove(peer.frame());
      peer.frame(proof);
      handshake.verify(peer.frame());
    }
    try (RawPeer replay = new RawPeer(socket)) {
      replay.frame(hello);
      replay.frame();
      replay.frame(proof);
      assertThat(replay.frame()[0]).isEqualTo((byte) Refusal.PROOF.code());
      assertThat(replay.bytesUntilClosed()).isZero();
    }
    assertThat(driver.registrations).isEmpty();
  }

  @Test
  void whoDoesNotFinishTheHandshakeIsDropped() throws Exception {
    NetworkSettings impatient = new NetworkSettings("127.0.0.1", "127.0.0.1", SHORT, SHORT, SHORT);
    try (NettyDriverTransport other = new NettyDriverTransport(impatient)) {
      InetSocketAddress there = TcpAddress.parse(other.listen(secret, driver));
      try (RawPeer silent = new RawPeer(there);
          RawPeer half = new RawPeer(there)) {
        half.bytes(new byte[] {0, 0});
        assertThat(silent.bytesUntilClosed()).isZero();
        assertThat(half.bytesUntilClosed()).isZero();
      }
    }
  }

  @Test
  void whoBeginsWithSomethingElseThanToRegisterIsDropped() throws Exception {
    try (RawPeer peer = new RawPeer(socket)) {
      peer.proveAs("e-1", secret);
      peer.frame(new ToDriverCodec().encode(List.of(registration("e-2"))));
      assertThat(peer.bytesUntilClosed()).isZero();
    }
    assertThat(driver.registrations).isEmpty();
    assertThat(driver.disconnections).isEmpty();
  }

  @Test
  void malformedMessagesEndTheChannelAndTheReasonIsTold() throws Exception {
    try (RawPeer peer = new RawPeer(socket)) {
      peer.proveAs("e-1", secret);
      peer.frame(new ToDriverCodec().encode(List.of(registration("e-1"))));
      await(driver.registrations);
      peer.frame(new byte[] {1, 99});
      assertThat(peer.bytesUntilClosed()).isZero();
    }
    assertThat(await(driver.disconnections)).startsWith("e-1: ").contains("tag 99");
  }

  @Test
  void aPeerThatDoesNotReadHoldsUpNobody() throws Exception {
    try (RawPeer deaf = new RawPeer(socket)) {
      deaf.proveAs("deaf", secret);
      deaf.frame(new ToDriverCodec().encode(List.of(registration("deaf"))));
      await(driver.registrations);
      ToExecutor large = new ToExecutor.DefineProgram(new BinaryId(1), true, new byte[32 << 20]);
      for (int i = 0; i < 4; i++) {
        driver.channels.get(new ExecutorId("deaf")).send(List.of(large));
      }
      assertStillServes();
    }
    while (!await(driver.disconnections).startsWith("deaf: ")) {
      // The good one.
    }
  }

  @Test
  void aServerThatNeverAnswersIsAPassingFailure() throws Exception {
    NetworkSettings impatient = new NetworkSettings("127.0.0.1", "127.0.0.1", SHORT, SHORT, SHORT);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        NettyExecutorTransport dialling = new NettyExecutorTransport(impatient)) {
      DriverAddress there = TcpAddress.of("127.0.0.1", silent.getLocalPort());
      assertThatThrownBy(() -> dialling.connect(there, secret, registration("e-1"), executor))
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.TRANSIENT))
          .hasMessageContaining("handshake within");
    }
  }

  @Test
  void addressesThatAreNoneAreRefused() {
    try (NettyExecutorTransport dialling = new NettyExecutorTransport(NetworkSettings.loopback())) {
      for (String value : List.of("memory:driver-1", "tcp:host", "tcp:host:x", "tcp:host:0")) {
        assertThatThrownBy(
                () ->
                    dialling.connect(
                        new DriverAddress(value), secret, registration("e-1"), executor))
            .isInstanceOfSatisfying(
                FiresteelException.class,
                e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
            .hasMessageContaining(value);
      }
      assertThatThrownBy(
              () ->
                  dialling.connect(
                      new DriverAddress("tcp:no-such-host.invalid:7077"),
                      secret,
                      registration("e-1"),
                      executor))
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.TRANSIENT));
    }
  }

  @Test
  void aKilledProcessIsNoticed() throws Exception {
    Process process =
        ChildJvm.start(
            IdleExecutor.class, entry -> true, List.of("-Xmx64m"), address.value(), secret.toHex());
    try {
      await(driver.registrations);
    } finally {
      process.destroyForcibly();
    }
    assertThat(await(driver.disconnections)).startsWith("e-1: ");
  }

  @Test
  void closingLeavesNeitherThreadNorPort() throws Exception {
    Set<Thread> before = firesteelThreads();
    NettyDriverTransport other = new NettyDriverTransport(NetworkSettings.loopback());
    DriverAddress there = other.listen(secret, driver);
    NettyExecutorTransport dialling = new NettyExecutorTransport(NetworkSettings.loopback());
    dialling.connect(there, secret, registration("e-1"), executor);
    assertThat(firesteelThreads()).hasSizeGreaterThan(before.size());

    dialling.close();
    other.close();

    for (Thread thread : firesteelThreads()) {
      if (!before.contains(thread)) {
        thread.join(60_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
    assertThatThrownBy(() -> new RawPeer(TcpAddress.parse(there))).isInstanceOf(IOException.class);
  }

  private static Set<Thread> firesteelThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("firesteel-"))
        .collect(Collectors.toSet());
  }
}
