package dev.firesteel.executor.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.executor.memory.TaskMemory;
import dev.firesteel.executor.spill.ChunkWriter;
import dev.firesteel.executor.spill.Compression;
import dev.firesteel.executor.spill.IoCounters;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockMissingException;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.serialization.RecordSerializer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapOutputCopyTest {
  private static final ShuffleId SHUFFLE = new ShuffleId(3);
  private static final TaskId TASK = new TaskId(8);
  private static final BlockName.MapOutput OUTPUT = new BlockName.MapOutput(SHUFFLE, 1, TASK);
  private static final BlockAddress FROM = new BlockAddress(new ExecutorId("holder"), "", 0);
  private static final int PARTITIONS = 5;

  @TempDir Path theirs;
  @TempDir Path ours;
  private LocalDirectories theirDirectories;
  private LocalDirectories ourDirectories;
  private ShuffleStore holder;
  private ShuffleStore store;
  private boolean wanted = true;

  /** Changes or refuses what is fetched. */
  private interface Fault {
    byte[] on(BlockKey key, byte[] bytes) throws IOException;
  }

  private Fault fault = (key, bytes) -> bytes;

  @BeforeEach
  void open() {
    theirDirectories = LocalDirectories.create(List.of(theirs.toString()), "theirs");
    ourDirectories = LocalDirectories.create(List.of(ours.toString()), "ours");
    holder = new ShuffleStore(theirDirectories);
    store = new ShuffleStore(ourDirectories);
  }

  @AfterEach
  void close() {
    theirDirectories.close();
    ourDirectories.close();
  }

  /** Writes output of several pieces, with an empty block in it. */
  private void written() {
    Path draft = holder.draft(SHUFFLE, TASK);
    long[] offsets = new long[PARTITIONS + 1];
    byte[] noise = new byte[2_000_000];
    new Random(1).nextBytes(noise);
    Workspace workspace =
        new Workspace(
            TaskMemory.NONE,
            new RecordSerializer(getClass().getClassLoader()),
            theirDirectories,
            Compression.LZ4,
            new IoCounters());
    try (ChunkWriter writer = new ChunkWriter(draft, workspace)) {
      for (int i = 0; i < PARTITIONS; i++) {
        if (i != 2) {
          writer.output().writeBytes(noise);
        }
        offsets[i + 1] = writer.cut();
      }
    }
    holder.commit(SHUFFLE, TASK, draft, offsets);
  }

  private final class Client implements BlockClient {
    @Override
    public void fetch(
        BlockAddress from, List<? extends BlockKey> keys, long maxBytesInFlight, Receiver receiver)
        throws IOException {
      for (int i = 0; i < keys.size(); i++) {
        int index = i;
        BlockData data =
            find(keys.get(i)).orElseThrow(() -> new BlockMissingException(index, "not there"));
        receiver.receive(i, fault.on(keys.get(i), bytes(data)));
      }
    }

    private Optional<BlockData> find(BlockKey key) {
      return key instanceof BlockKey.MapIndex index
          ? holder.find(index)
          : holder.find((BlockKey.MapPiece) key);
    }

    @Override
    public void close() {}
  }

  private static byte[] bytes(BlockData data) throws IOException {
    if (data instanceof BlockData.Bytes bytes) {
      return bytes.bytes();
    }
    BlockData.FileSlice slice = (BlockData.FileSlice) data;
    byte[] bytes = new byte[(int) slice.length()];
    try (RandomAccessFile file = new RandomAccessFile(slice.file().toFile(), "r")) {
      file.seek(slice.offset());
      file.readFully(bytes);
    }
    return bytes;
  }

  private void copy(int partitions) throws IOException {
    new MapOutputCopy(store, new Client()).copy(OUTPUT, partitions, FROM, () -> wanted);
  }

  private void failsWith(String why) throws IOException {
    assertThatThrownBy(() -> copy(PARTITIONS)).hasMessageContaining(why);
    nothingIsLeft();
  }

  private void nothingIsLeft() throws IOException {
    assertThat(store.find(new BlockKey.MapIndex(SHUFFLE, TASK))).isEmpty();
    try (Stream<Path> all = Files.walk(ours)) {
      assertThat(all.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void failsIfTheOutputIsNotThere() throws IOException {
    failsWith("not there");
  }

  @Test
  void failsIfTheIndexIsDamaged() throws IOException {
    written();
    fault =
        (key, bytes) -> {
          bytes[9] ^= key instanceof BlockKey.MapIndex ? 1 : 0;
          return bytes;
        };
    failsWith("damaged shuffle index");
  }

  @Test
  void failsIfItHasOtherPartitionsThanExpected() throws IOException {
    written();
    assertThatThrownBy(() -> copy(4)).hasMessageContaining("5 partitions where 4 are expected");
    nothingIsLeft();
  }

  @Test
  void failsIfTheHolderDiesInTheMiddle() throws IOException {
    written();
    fault =
        (key, bytes) -> {
          if (key instanceof BlockKey.MapPiece piece && piece.piece() == 2) {
            throw new IOException("died");
          }
          return bytes;
        };
    failsWith("died");
  }

  @Test
  void failsIfTheShuffleIsForgottenThereInTheMiddle() throws IOException {
    written();
    fault =
        (key, bytes) -> {
          holder.remove(SHUFFLE);
          return bytes;
        };
    failsWith("not there");
  }

  @Test
  void failsIfBytesAreDamaged() throws IOException {
    written();
    fault =
        (key, bytes) -> {
          if (key instanceof BlockKey.MapPiece piece && piece.piece() == 1) {
            bytes[bytes.length / 2] ^= 1;
          }
          return bytes;
        };
    failsWith("checksum");
  }

  @Test
  void failsIfBytesAreMissing() throws IOException {
    written();
    fault =
        (key, bytes) ->
            key instanceof BlockKey.MapPiece piece && piece.piece() == 3
                ? java.util.Arrays.copyOf(bytes, 700)
                : bytes;
    failsWith("cut off");
  }

  @Test
  void failsIfTheDiskIsFull() throws IOException {
    written();
    ourDirectories.close();
    failsWith("Cannot create");
  }

  @Test
  void leavesNothingOfAShuffleThatIsForgottenMeanwhile() throws IOException {
    written();
    fault =
        (key, bytes) -> {
          wanted = false;
          return bytes;
        };
    copy(PARTITIONS);
    nothingIsLeft();
  }

  @Test
  void theCopyIsServedAsTheOutputItself() throws IOException {
    written();
    copy(PARTITIONS);
    for (int reduce = 0; reduce < PARTITIONS; reduce++) {
      BlockKey.Shuffle key = new BlockKey.Shuffle(SHUFFLE, TASK, reduce);
      assertThat(bytes(store.find(key).orElseThrow()))
          .isEqualTo(bytes(holder.find(key).orElseThrow()));
    }
    holder.remove(SHUFFLE);
    copy(PARTITIONS);
  }
}
