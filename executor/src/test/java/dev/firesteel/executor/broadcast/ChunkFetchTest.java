package dev.firesteel.executor.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToExecutor.BroadcastLocations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunkFetchTest {
  private static final BroadcastId ID = new BroadcastId(4);
  private static final BlockAddress DRIVER = new BlockAddress(BlockAddress.DRIVER, "", 0);
  private static final BlockAddress A = new BlockAddress(new ExecutorId("a"), "", 0);
  private static final BlockAddress B = new BlockAddress(new ExecutorId("b"), "", 0);

  /** Chunks that each server can give before it fails. */
  private final Map<BlockAddress, Integer> gives = new HashMap<>();

  private final List<BlockAddress> asked = new ArrayList<>();
  private final Random random = new Random(1);
  private int chunkLength = 10;

  private final BlockClient client =
      new BlockClient() {
        @Override
        public void fetch(
            BlockAddress from, List<? extends BlockKey> keys, long inFlight, Receiver receiver)
            throws IOException {
          asked.add(from);
          int left = gives.getOrDefault(from, 0);
          for (int i = 0; i < keys.size(); i++) {
            if (left-- == 0) {
              throw new IOException(from.owner() + " is gone");
            }
            BlockKey.BroadcastChunk key = (BlockKey.BroadcastChunk) keys.get(i);
            byte[] chunk = new byte[key.chunk() == 2 ? 5 : chunkLength];
            chunk[0] = (byte) key.chunk();
            receiver.receive(i, chunk);
          }
        }

        @Override
        public void close() {}
      };

  private byte[][] fetch(BlockAddress... servers) throws InterruptedException {
    return new ChunkFetch(client, () -> random)
        .fetch(new BroadcastLocations(ID, 25, 10, List.of(servers)));
  }

  @Test
  void whatDoesNotExistIsTheUsersMistake() {
    ChunkFetch fetch = new ChunkFetch(client, Random::new);
    assertThatThrownBy(() -> fetch.fetch(new BroadcastLocations(ID, -1, 0, List.of())))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessageContaining("broadcast-4")
        .hasMessageContaining("does not exist");
  }

  @Test
  void failsIfNobodyCanGiveAll() {
    gives.put(A, 1);
    gives.put(DRIVER, 1);
    assertThatThrownBy(() -> fetch(A, DRIVER))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.TRANSIENT))
        .hasMessageContaining("a is gone")
        .hasMessageContaining("driver is gone");
  }

  @Test
  void failsIfBytesAreMissing() {
    chunkLength = 9;
    gives.put(DRIVER, 3);
    assertThatThrownBy(() -> fetch(DRIVER)).hasMessageContaining("23 of 25 bytes");
  }

  @Test
  void asksTheNextForWhatOneCannotGive() throws Exception {
    gives.put(A, 1);
    gives.put(B, 1);
    gives.put(DRIVER, 1);
    byte[][] chunks = fetch(DRIVER, A, B);
    assertThat(chunks.length).isEqualTo(3);
    assertThat(chunks[0][0]).isEqualTo((byte) 0);
    assertThat(chunks[1][0]).isEqualTo((byte) 1);
    assertThat(chunks[2][0]).isEqualTo((byte) 2);
    assertThat(asked).hasSize(3).endsWith(DRIVER);
  }

  @Test
  void asksARandomHolderAndTheDriverOnlyLast() throws Exception {
    gives.put(A, 3);
    gives.put(B, 3);
    gives.put(DRIVER, 3);
    Set<BlockAddress> first = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      asked.clear();
      fetch(DRIVER, A, B);
      assertThat(asked).hasSize(1);
      first.addAll(asked);
    }
    assertThat(first).containsExactlyInAnyOrder(A, B);
  }
}
