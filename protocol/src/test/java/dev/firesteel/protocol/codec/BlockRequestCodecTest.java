package dev.firesteel.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.wire.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockRequestCodecTest {
  private static final List<BlockKey> KEYS =
      List.of(
          new BlockKey.Shuffle(new ShuffleId(0), new TaskId(0), 0),
          new BlockKey.Shuffle(
              new ShuffleId(Integer.MAX_VALUE), new TaskId(Long.MAX_VALUE), Integer.MAX_VALUE),
          new BlockKey.BroadcastChunk(new BroadcastId(Long.MAX_VALUE), Integer.MAX_VALUE),
          new BlockKey.Dataset(new DatasetId(Integer.MAX_VALUE), 0),
          new BlockKey.DatasetPiece(
              new DatasetId(1), Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE),
          new BlockKey.MapIndex(new ShuffleId(2), new TaskId(Long.MAX_VALUE)),
          new BlockKey.MapPiece(new ShuffleId(2), new TaskId(7), Integer.MAX_VALUE),
          new BlockKey.Shuffle(new ShuffleId(1), new TaskId(5), 1));

  @Test
  void keysComeBackAsTheyWere() {
    assertThat(BlockRequestCodec.decode(BlockRequestCodec.encode(KEYS))).isEqualTo(KEYS);
    assertThat(BlockRequestCodec.decode(BlockRequestCodec.encode(List.of()))).isEmpty();
    assertThat(KEYS.stream().<Class<?>>map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(BlockKey.class.getPermittedSubclasses());
  }

  @Test
  void aKeyOfAShuffleTakesFewBytes() {
    List<BlockKey> keys = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      keys.add(new BlockKey.Shuffle(new ShuffleId(3), new TaskId(1_000_000L + i), 17));
    }
    assertThat(BlockRequestCodec.encode(keys).length).isLessThan(5_000);
  }

  @Test
  void damageIsRefused() {
    byte[] bytes = BlockRequestCodec.encode(KEYS);
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> BlockRequestCodec.decode(truncated))
          .isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> BlockRequestCodec.decode(new byte[] {1, 9}))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("tag 9");
    assertThatThrownBy(() -> BlockRequestCodec.decode(new byte[] {-1, -1, -1, -1, 7}))
        .isInstanceOf(MalformedException.class);
  }
}
