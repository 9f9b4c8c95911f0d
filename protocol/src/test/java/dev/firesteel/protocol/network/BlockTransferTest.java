package dev.firesteel.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockMissingException;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.transport.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockTransferTest {
  private static final ExecutorId OWNER = new ExecutorId("e-1");
  private static final ExecutorId READER = new ExecutorId("e-2");
  private static final Duration SHORT = Duration.ofMillis(200);

  private final Secret secret = Secret.random();
  private final Map<BlockKey, BlockData> blocks = new ConcurrentHashMap<>();
  private final NettyBlockServer server = serve(key -> Optional.ofNullable(blocks.get(key)));
  private final TcpBlockClient client =
      new TcpBlockClient(NetworkSettings.loopback(), READER, secret);

  @TempDir private Path directory;

  private NettyBlockServer serve(BlockSource source) {
    return new NettyBlockServer(NetworkSettings.loopback(), OWNER, secret, source);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private static BlockKey shuffle(long mapTask, int reduce) {
    return new BlockKey.Shuffle(new ShuffleId(1), new TaskId(mapTask), reduce);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private List<byte[]> fetch(List<BlockKey> keys) throws IOException {
    return fetch(server.address(), keys);
  }

  private List<byte[]> fetch(BlockAddress from, List<BlockKey> keys) throws IOException {
    List<byte[]> received = new ArrayList<>();
    client.fetch(
        from,
        keys,
        1 << 20,
        (index, block) -> {
          assertThat(index).isEqualTo(received.size());
          received.add(block);
        });
    return received;
  }

  private BlockData.FileSlice slice(byte[] content, int before, int after) throws IOException {
    Path file = Files.createTempFile(directory, "block", ".data");
    try (var out = Files.newOutputStream(file)) {
      out.write(new byte[before]);
      out.write(content);
      out.write(new byte[after]);
    }
    return new BlockData.FileSlice(file, before, content.length);
  }

  @Test
  void blocksOfAllKindsAndSizesArriveInOrder() throws Exception {
    List<BlockKey> keys = new ArrayList<>();
    List<byte[]> expected = new ArrayList<>();
    int[] sizes = {0, 1, 100, 16 << 10, (16 << 10) + 1, 64 << 10, (64 << 10) + 7, 3 << 20};
    for (int size : sizes) {
      BlockKey inFile = shuffle(size, keys.size());
      blocks.put(inFile, slice(random(size), 13, 17));
      BlockKey chunk = new BlockKey.BroadcastChunk(new BroadcastId(Long.MAX_VALUE), size);
      blocks.put(chunk, new BlockData.Bytes(random(size)));
      BlockKey kept = new BlockKey.Dataset(new DatasetId(7), size);
      blocks.put(kept, new BlockData.Bytes(random(size)));
      keys.addAll(List.of(inFile, chunk, kept));
      expected.addAll(List.of(random(size), random(size), random(size)));
    }
    assertThat(fetch(keys)).usingElementComparator(java.util.Arrays::compare).isEqualTo(expected);
    assertThat(fetch(List.of())).isEmpty();
  }

  @Test
  void thousandsOfTinyBlocksComeWithOneRequest() throws Exception {
    List<BlockKey> keys = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      BlockKey key = shuffle(1_000_000 + i, 5);
      keys.add(key);
      blocks.put(key, new BlockData.Bytes(random(i % 50)));
    }
    List<byte[]> received = fetch(keys);
    assertThat(received).hasSize(keys.size());
    for (int i = 0; i < received.size(); i++) {
      assertThat(received.get(i).length).isEqualTo(i % 50);
    }
  }

  @Test
  void aBlockOf64MiBArrivesWhole() throws Exception {
    byte[] content = random(64 << 20);
    BlockKey key = shuffle(1, 1);
    blocks.put(key, slice(content, 5, 5));
    assertThat(java.util.Arrays.equals(fetch(List.of(key)).get(0), content)).isTrue();
  }

  @Test
  void aMissingBlockIsNamedAfterThoseBeforeItAndTheConnectionLivesOn() throws Exception {
    blocks.put(shuffle(1, 0), new BlockData.Bytes(random(10)));
    blocks.put(shuffle(1, 2), new BlockData.Bytes(random(10)));
    List<Integer> received = new ArrayList<>();

    assertThatThrownBy(
            () ->
                client.fetch(
                    server.address(),
                    List.of(shuffle(1, 0), shuffle(1, 1), shuffle(1, 2)),
                    1,
                    (index, block) -> received.add(index)))
        .isInstanceOfSatisfying(
            BlockMissingException.class, e -> assertThat(e.index()).isEqualTo(1))
        .hasMessageContaining("e-1")
        .hasMessageContaining("does not have it");
    assertThat(received).containsExactly(0);
    assertThat(fetch(List.of(shuffle(1, 2)))).hasSize(1);
  }

  @Test
  void aFileThatIsGoneOrTooShortIsAClearFailure() throws Exception {
    BlockData.FileSlice whole = slice(random(100_000), 0, 0);
    blocks.put(shuffle(1, 1), new BlockData.FileSlice(whole.file(), 99_000, 1_001));
    blocks.put(shuffle(1, 2), new BlockData.FileSlice(directory.resolve("gone"), 0, 10));

    assertThatThrownBy(() -> fetch(List.of(shuffle(1, 1)))).hasMessageContaining("ends at 100000");
    assertThatThrownBy(() -> fetch(List.of(shuffle(1, 2)))).hasMessageContaining("NoSuchFile");
  }

  @Test
  void aSourceThatFailsBreaksTheConnectionOnly() throws Exception {
    BlockKey bad = shuffle(1, 1);
    BlockData large = slice(random(1 << 20), 0, 0);
    try (NettyBlockServer failing =
        serve(
            key -> {
              if (key.equals(bad)) {
                throw new IllegalStateException("a defect of a source");
              }
              return Optional.of(large);
            })) {
      assertThatThrownBy(() -> fetch(failing.address(), List.of(bad)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broke the connection");
      assertThatThrownBy(() -> fetch(failing.address(), List.of(shuffle(1, 2), bad)))
          .hasMessageContaining("broke the connection");
      assertThat(fetch(failing.address(), List.of(shuffle(1, 2)))).hasSize(1);
    }
  }

  @Test
  void concurrentFetchesDoNotMix() throws Exception {
    for (int i = 0; i < 100; i++) {
      blocks.put(
          shuffle(i, 0),
          i % 2 == 0 ? slice(random(2_000 * i), i, 0) : new BlockData.Bytes(random(2_000 * i)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Boolean>> fetches = new ArrayList<>();
      for (int t = 0; t < 24; t++) {
        Random order = new Random(t);
        fetches.add(
            () -> {
              List<BlockKey> keys = new ArrayList<>();
              List<Integer> lengths = new ArrayList<>();
              for (int i = 0; i < 20; i++) {
                int block = order.nextInt(100);
                keys.add(shuffle(block, 0));
                lengths.add(2_000 * block);
              }
              List<byte[]> received = fetch(keys);
              for (int i = 0; i < keys.size(); i++) {
                if (!java.util.Arrays.equals(received.get(i), random(lengths.get(i)))) {
                  return false;
                }
              }
              return true;
            });
      }
      for (Future<Boolean> fetch : threads.invokeAll(fetches)) {
        assertThat(fetch.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aSlowReceiverHoldsUpNobodyElse() throws Exception {
    blocks.put(shuffle(1, 0), slice(random(8 << 20), 0, 0));
    blocks.put(shuffle(1, 1), new BlockData.Bytes(random(8 << 20)));
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    FutureTask<Void> slow =
        new FutureTask<>(
            () -> {
              client.fetch(
                  server.address(),
                  List.of(shuffle(1, 0), shuffle(1, 1), shuffle(1, 0)),
                  1,
                  (index, block) -> {
                    holding.countDown();
                    awaitLatch(goOn);
                  });
              return null;
            });
    new Thread(slow).start();
    holding.await();
    assertThat(fetch(List.of(shuffle(1, 1), shuffle(1, 0)))).hasSize(2);
    goOn.countDown();
    slow.get();
  }

  private static void awaitLatch(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aReceiverThatFailsEndsItsFetchOnly() throws Exception {
    blocks.put(shuffle(1, 0), new BlockData.Bytes(random(1 << 20)));
    assertThatThrownBy(
            () ->
                client.fetch(
                    server.address(),
                    List.of(shuffle(1, 0), shuffle(1, 0)),
                    1,
                    (index, block) -> {
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(fetch(List.of(shuffle(1, 0)))).hasSize(1);
  }

  @Test
  void aWrongSecretOrOwnerIsRefused() {
    blocks.put(shuffle(1, 0), new BlockData.Bytes(random(1)));
    try (TcpBlockClient stranger =
        new TcpBlockClient(NetworkSettings.loopback(), READER, Secret.random())) {
      assertThatThrownBy(
              () -> stranger.fetch(server.address(), List.of(shuffle(1, 0)), 1, (i, b) -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("secret");
    }
    BlockAddress other =
        new BlockAddress(new ExecutorId("e-9"), server.address().host(), server.address().port());
    assertThatThrownBy(() -> fetch(other, List.of(shuffle(1, 0))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it is not e-9");
  }

  @Test
  void aServerThatIsGoneOrSilentIsAFailureWithinItsTimeout() throws Exception {
    NettyBlockServer gone = serve(key -> Optional.empty());
    gone.close();
    assertThatThrownBy(() -> fetch(gone.address(), List.of(shuffle(1, 0))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("e-1");

    NetworkSettings impatient = new NetworkSettings("127.0.0.1", "127.0.0.1", SHORT, SHORT, SHORT);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TcpBlockClient other = new TcpBlockClient(impatient, READER, secret)) {
      BlockAddress there = new BlockAddress(OWNER, "127.0.0.1", silent.getLocalPort());
      assertThatThrownBy(() -> other.fetch(there, List.of(shuffle(1, 0)), 1, (i, b) -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("timed out");
    }
  }

  @Test
  void aServerThatFallsSilentWithinAnAnswerIsAFailure() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    NetworkSettings impatient =
        new NetworkSettings("127.0.0.1", "127.0.0.1", SHORT, Duration.ofSeconds(10), SHORT);
    try (NettyBlockServer stuck =
            serve(
                key -> {
                  try {
                    end.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return Optional.empty();
                });
        TcpBlockClient other = new TcpBlockClient(impatient, READER, secret)) {
      assertThatThrownBy(
              () -> other.fetch(stuck.address(), List.of(shuffle(1, 0)), 1, (i, b) -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not answer any more");
      end.countDown();
    }
  }

  @Test
  void aServerThatWasStartedAnewIsReachedAgain() throws Exception {
    BlockSource source = any -> Optional.of(new BlockData.Bytes(random(1)));
    NettyBlockServer first = serve(source);
    BlockAddress address = first.address();
    assertThat(fetch(address, List.of(shuffle(1, 0)))).hasSize(1);
    first.close();

    try (NettyBlockServer second =
        new NettyBlockServer(NetworkSettings.loopback(), OWNER, secret, source, address.port())) {
      assertThat(second.address()).isEqualTo(address);
      assertThat(fetch(address, List.of(shuffle(1, 0)))).hasSize(1);
    }
  }

  @Test
  void anInterruptEndsAFetch() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (NettyBlockServer stuck =
        serve(
            key -> {
              asked.countDown();
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Optional.empty();
            })) {
      FutureTask<Void> fetch =
          new FutureTask<>(
              () -> {
                assertThatThrownBy(() -> fetch(stuck.address(), List.of(shuffle(1, 0))))
                    .isInstanceOf(IOException.class);
                return null;
              });
      Thread thread = new Thread(fetch);
      thread.start();
      asked.await();
      thread.interrupt();
      fetch.get();
      end.countDown();
    }
  }

  @Test
  void closingTheClientEndsFetchesThatRun() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (NettyBlockServer stuck =
        serve(
            key -> {
              asked.countDown();
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Optional.empty();
            })) {
      FutureTask<Void> fetch =
          new FutureTask<>(
              () -> {
                assertThatThrownBy(() -> fetch(stuck.address(), List.of(shuffle(1, 0))))
                    .isInstanceOf(IOException.class);
                return null;
              });
      new Thread(fetch).start();
      asked.await();
      client.close();
      fetch.get();
      end.countDown();
    }
    assertThatThrownBy(() -> fetch(List.of(shuffle(1, 0)))).hasMessageContaining("closed");
  }
}
