package dev.firesteel.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.codec.BlockRequestCodec;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockResponderTest {
  private static BlockKey key(int reduce) {
    return new BlockKey.Shuffle(new ShuffleId(1), new TaskId(1), reduce);
  }

  @Test
  void aLargePartOfAFileIsNotCopied(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("f"), new byte[1 << 20]);
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new BlockResponder(
                key -> Optional.of(new BlockData.FileSlice(file, 10, (1 << 20) - 10))));

    channel.writeInbound((Object) BlockRequestCodec.encode(List.of(key(1))));

    ByteBuf header = channel.readOutbound();
    assertThat(header.readableBytes()).isEqualTo(BlockStatus.HEADER_BYTES);
    DefaultFileRegion region = channel.readOutbound();
    assertThat(region.position()).isEqualTo(10);
    assertThat(region.count()).isEqualTo((1 << 20) - 10);
    header.release();
    region.release();
  }

  @Test
  void manySmallBlocksShareFewBuffers() {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new BlockResponder(key -> Optional.of(new BlockData.Bytes(new byte[20]))));
    List<BlockKey> keys = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      keys.add(key(i));
    }
    channel.writeInbound((Object) BlockRequestCodec.encode(keys));

    int buffers = 0;
    int bytes = 0;
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      buffers++;
      bytes += out.readableBytes();
      out.release();
    }
    assertThat(bytes).isEqualTo(10_000 * (BlockStatus.HEADER_BYTES + 20));
    assertThat(buffers).isLessThan(10);
  }
}
