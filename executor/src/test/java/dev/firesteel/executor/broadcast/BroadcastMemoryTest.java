package dev.firesteel.executor.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor.BroadcastLocations;
import dev.firesteel.serialization.RecordSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BroadcastMemoryTest {
  private static final int LENGTH = 1 << 20;
  private static final BroadcastId FIRST = new BroadcastId(1);
  private static final BroadcastId SECOND = new BroadcastId(2);
  private static final BlockAddress DRIVER = new BlockAddress(BlockAddress.DRIVER, "", 0);

  private final RecordSerializer serializer = new RecordSerializer(getClass().getClassLoader());
  private final byte[] encoded = serializer.toBytes(new byte[LENGTH]);
  private final List<BroadcastId> held = new ArrayList<>();
  private boolean forgets;
  private boolean fails;

  /** Some bytes more than a value or its chunk take. */
  private static final long EACH = LENGTH + 100;

  private final BlockClient client =
      new BlockClient() {
        @Override
        public void fetch(
            BlockAddress from, List<? extends BlockKey> keys, long inFlight, Receiver receiver)
            throws IOException {
          if (fails) {
            throw new IOException("no connection");
          }
          receiver.receive(0, encoded);
        }

        @Override
        public void close() {}
      };

  /** An executor's broadcasts, with a driver that answers at once. */
  private final class Place {
    private final MemoryBudget budget;
    private final Broadcasts broadcasts;

    Place(long memory) {
      budget = new MemoryBudget(memory, 0);
      broadcasts = new Broadcasts(new ChunkFetch(client, Random::new), budget, this::toDriver);
    }

    private void toDriver(ToDriver message) {
      if (message instanceof ToDriver.BroadcastWanted wanted) {
        if (forgets) {
          broadcasts.forget(wanted.broadcast());
        }
        broadcasts.located(
            new BroadcastLocations(
                wanted.broadcast(), encoded.length, encoded.length, List.of(DRIVER)));
      } else if (message instanceof ToDriver.BroadcastHeld told) {
        held.add(told.broadcast());
      }
    }

    Object value(BroadcastId id) throws Exception {
      try (MemoryBudget.Share share = budget.share()) {
        return broadcasts.value(id, serializer, share);
      }
    }

    boolean serves(BroadcastId id) {
      return broadcasts.chunk(new BlockKey.BroadcastChunk(id, 0)).isPresent();
    }
  }

  @Test
  void whatNeverFitsIsRefusedBeforeItIsFetched() {
    fails = true;
    Place place = new Place(LENGTH / 2);
    assertThatThrownBy(() -> place.value(FIRST))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES))
        .hasMessageContaining("Cannot hold broadcast-1: it takes about 102")
        .hasMessageContaining("memory budget of 512 KiB")
        .hasMessageContaining("raise firesteel.executor.memory");
    assertThat(place.budget.pinned()).isZero();
  }

  @Test
  void whatDoesNotFitBesideOthersIsRefusedAndFitsWhenTheyAreForgotten() throws Exception {
    Place place = new Place(EACH + EACH / 2);
    place.value(FIRST);
    assertThatThrownBy(() -> place.value(SECOND)).hasMessageContaining("Cannot hold broadcast-2");
    place.broadcasts.forget(FIRST);
    assertThat(place.value(SECOND)).isEqualTo(new byte[LENGTH]);
    place.broadcasts.forget(SECOND);
    assertThat(place.budget.storageUsed()).isZero();
  }

  @Test
  void aFailedFetchLeavesNothingInTheBudget() {
    fails = true;
    Place place = new Place(10 * EACH);
    assertThatThrownBy(() -> place.value(FIRST)).hasMessageContaining("no connection");
    assertThat(place.budget.storageUsed()).isZero();
  }

  @Test
  void whatIsForgottenWhileItIsFetchedIsNotCounted() throws Exception {
    forgets = true;
    Place place = new Place(10 * EACH);
    assertThat(place.value(FIRST)).isEqualTo(new byte[LENGTH]);
    assertThat(place.budget.storageUsed()).isZero();
    assertThat(held).isEmpty();
  }

  @Test
  void valueAndChunksAreCountedAndServed() throws Exception {
    Place place = new Place(10 * EACH);
    place.value(FIRST);
    assertThat(place.budget.pinned()).isBetween(2L * LENGTH, 2 * EACH);
    assertThat(place.serves(FIRST)).isTrue();
    assertThat(held).containsExactly(FIRST);
  }

  @Test
  void ifOnlyTheValueFitsTheChunksAreLetGo() throws Exception {
    Place place = new Place(EACH);
    place.value(FIRST);
    assertThat(place.budget.pinned()).isBetween((long) LENGTH, EACH);
    assertThat(place.serves(FIRST)).isFalse();
    assertThat(held).isEmpty();
  }

  @Test
  void chunksAreLetGoBeforeBroadcastsTakeMoreThanHalf() throws Exception {
    Place place = new Place(6 * EACH);
    place.value(FIRST);
    assertThat(place.serves(FIRST)).isTrue();
    place.value(SECOND);
    assertThat(place.serves(FIRST)).isFalse();
    assertThat(place.serves(SECOND)).isFalse();
    assertThat(place.budget.pinned()).isBetween(2L * LENGTH, 2 * EACH);
    assertThat(held).containsExactly(FIRST);
  }
}
