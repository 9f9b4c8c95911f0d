package dev.firesteel.protocol.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.codec.BlockRequestCodec;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

  /** Blocks that come when a test says so. */
  private static final class Slow implements BlockSource {
    final CompletableFuture<Optional<BlockData>> made = new CompletableFuture<>();

    @Override
    public Optional<BlockData> find(BlockKey key) {
      return Optional.of(new BlockData.Bytes(new byte[3]));
    }

    @Override
    public CompletableFuture<Optional<BlockData>> prepare(BlockKey key) {
      return key.equals(key(2)) ? made : BlockSource.super.prepare(key);
    }
  }

  private static int outboundBytes(EmbeddedChannel channel) {
    int bytes = 0;
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      bytes += out.readableBytes();
      out.release();
    }
    return bytes;
  }

  @Test
  void aBlockThatCannotBeMadeEndsTheAnswerWithItsReason() {
    Slow source = new Slow();
    EmbeddedChannel channel = new EmbeddedChannel(new BlockResponder(source));
    channel.writeInbound((Object) BlockRequestCodec.encode(List.of(key(2), key(3))));
    assertThat(outboundBytes(channel)).isZero();
    source.made.completeExceptionally(new IllegalStateException("no luck"));
    channel.runPendingTasks();
    ByteBuf out = channel.readOutbound();
    assertThat(out.readByte()).isEqualTo((byte) BlockStatus.FAILED);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("no luck");
    out.release();
    assertThat(outboundBytes(channel)).isZero();
  }

  @Test
  void waitsForABlockThatIsMadeElsewhere() {
    Slow source = new Slow();
    EmbeddedChannel channel = new EmbeddedChannel(new BlockResponder(source));
    channel.writeInbound((Object) BlockRequestCodec.encode(List.of(key(1), key(2), key(3))));
    assertThat(outboundBytes(channel)).isEqualTo(BlockStatus.HEADER_BYTES + 3);
    source.made.complete(Optional.of(new BlockData.Bytes(new byte[200_000])));
    channel.runPendingTasks();
    assertThat(outboundBytes(channel)).isEqualTo(2 * BlockStatus.HEADER_BYTES + 200_000 + 3);
    channel.writeInbound((Object) BlockRequestCodec.encode(List.of(key(2))));
    assertThat(outboundBytes(channel)).isEqualTo(BlockStatus.HEADER_BYTES + 200_000);
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
