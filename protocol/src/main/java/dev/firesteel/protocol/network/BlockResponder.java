package dev.firesteel.protocol.network;

import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.codec.BlockRequestCodec;
import dev.firesteel.protocol.wire.MalformedException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of one connection, one after the other. Small blocks are packed together;
 * large ones in files go from the file to the socket. No more is read than the socket takes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close ends in channelInactive.
final class BlockResponder extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LogManager.getLogger(BlockResponder.class);
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int SMALL_SLICE_BYTES = 16 << 10;
  private static final int MAX_REASON_BYTES = 1024;

  private final BlockSource source;
  private @Nullable Iterator<BlockKey> keys;
  private byte @Nullable [] bytes;
  private int written;
  private @Nullable DefaultFileRegion region;
  private boolean regionUnderWay;
  private boolean pumping;

  /** The block that is made at present. */
  private @Nullable CompletableFuture<Optional<BlockData>> awaited;

  private @Nullable BlockKey awaitedKey;

  BlockResponder(BlockSource source) {
    this.source = source;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    if (keys != null) {
      throw new MalformedException("a request before the one before was answered");
    }
    keys = BlockRequestCodec.decode((byte[]) frame).iterator();
    pump(context);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    pump(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("Closed a connection for blocks of {}", context.channel().remoteAddress(), cause);
    }
    context.close();
  }

  private void pump(ChannelHandlerContext context) {
    if (pumping) {
      return; // A flush below made the channel writable; the loop goes on by itself.
    }
    pumping = true;
    try {
      while (canWrite(context)) {
        while (canWrite(context)) {
          writeSome(context);
        }
        context.flush();
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      exceptionCaught(context, e); // Not all callers are the pipeline, which would do it.
    } finally {
      pumping = false;
    }
  }

  private boolean canWrite(ChannelHandlerContext context) {
    return keys != null
        && !regionUnderWay
        && (awaited == null || awaited.isDone())
        && context.channel().isActive()
        && context.channel().isWritable();
  }

  private void writeSome(ChannelHandlerContext context) {
    ByteBuf out = context.alloc().ioBuffer(BUFFER_BYTES, BUFFER_BYTES);
    try {
      pack(out);
    } catch (RuntimeException e) {
      out.release();
      throw e;
    }
    if (out.isReadable()) {
      context.write(out, context.voidPromise());
    } else {
      out.release();
    }
    CompletableFuture<Optional<BlockData>> slow = awaited;
    if (slow != null) {
      slow.whenComplete((made, failure) -> context.executor().execute(() -> pump(context)));
      return;
    }
    DefaultFileRegion file = region;
    if (file != null) {
      region = null;
      regionUnderWay = true;
      context
          .write(file)
          .addListener(
              sent -> {
                regionUnderWay = false;
                if (sent.isSuccess()) {
                  pump(context);
                } else {
                  context.close(); // The length was promised already.
                }
              });
    }
  }

  /** Fills the buffer until it is full, a file is to follow, or the answer is complete. */
  private void pack(ByteBuf out) {
    while (region == null && keys != null) {
      byte[] rest = bytes;
      if (rest != null) {
        int count = Math.min(out.writableBytes(), rest.length - written);
        out.writeBytes(rest, written, count);
        written += count;
        if (written < rest.length) {
          return;
        }
        bytes = null;
      } else if (awaited == null && !keys.hasNext()) {
        keys = null;
      } else if (out.writableBytes() < BlockStatus.HEADER_BYTES + SMALL_SLICE_BYTES) {
        return;
      } else if (!begin(out)) {
        return;
      }
    }
  }

  /** Begins with the next block, or the awaited one; false if it must be waited for. */
  private boolean begin(ByteBuf out) {
    BlockKey key = awaitedKey;
    CompletableFuture<Optional<BlockData>> answer = awaited;
    if (key == null || answer == null) {
      key = Objects.requireNonNull(keys).next();
      answer = source.prepare(key);
    }
    boolean here = answer.isDone();
    awaited = here ? null : answer;
    awaitedKey = here ? null : key;
    if (here) {
      try {
        begin(out, key, answer.join().orElse(null));
      } catch (CompletionException | CancellationException e) {
        LOG.error("Cannot serve {}", key, e);
        fail(out, "Cannot make " + key + ": " + e.getMessage());
      }
    }
    return here;
  }

  private void begin(ByteBuf out, BlockKey key, @Nullable BlockData data) {
    if (data == null) {
      header(out, BlockStatus.MISSING, 0);
      keys = null;
    } else if (data instanceof BlockData.Bytes inMemory) {
      header(out, BlockStatus.PRESENT, inMemory.length());
      bytes = inMemory.bytes();
      written = 0;
    } else if (data instanceof BlockData.FileSlice slice) {
      int before = out.writerIndex();
      try {
        beginSlice(out, slice);
      } catch (IOException e) {
        LOG.error("Cannot serve {} from {}", key, slice, e);
        out.writerIndex(before);
        fail(out, "Cannot read " + slice.file() + ": " + e);
      }
    } else {
      throw new AssertionError("a kind of data that is not served: " + data.getClass());
    }
  }

  private void beginSlice(ByteBuf out, BlockData.FileSlice slice) throws IOException {
    FileChannel file = FileChannel.open(slice.file(), StandardOpenOption.READ);
    boolean handedOn = false;
    try {
      if (file.size() < slice.offset() + slice.length()) {
        throw new EOFException("it ends at " + file.size() + ", inside of " + slice);
      }
      header(out, BlockStatus.PRESENT, slice.length());
      if (slice.length() > SMALL_SLICE_BYTES) {
        region = new DefaultFileRegion(file, slice.offset(), slice.length());
        handedOn = true;
      } else {
        readSmall(out, file, slice);
      }
    } finally {
      if (!handedOn) {
        file.close();
      }
    }
  }

  private static void readSmall(ByteBuf out, FileChannel file, BlockData.FileSlice slice)
      throws IOException {
    int done = 0;
    while (done < slice.length()) {
      int count = out.writeBytes(file, slice.offset() + done, (int) slice.length() - done);
      if (count < 0) {
        throw new EOFException("it ends inside of " + slice);
      }
      done += count;
    }
  }

  private void fail(ByteBuf out, String why) {
    byte[] reason = why.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(reason.length, MAX_REASON_BYTES);
    header(out, BlockStatus.FAILED, length);
    out.writeBytes(reason, 0, length);
    keys = null;
  }

  private static void header(ByteBuf out, int status, long length) {
    out.writeByte(status).writeLong(length);
  }
}
