package dev.firesteel.protocol.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockClient.Receiver;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockMissingException;
import dev.firesteel.protocol.codec.BlockRequestCodec;
import dev.firesteel.protocol.codec.MessageCodec;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.transport.Secret;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/**
 * A connection to a block server, used by one thread at a time, which blocks. An interrupt breaks
 * the connection.
 */
final class BlockConnection implements Closeable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int PIECE_BYTES = 128 << 10;

  private final BlockAddress server;
  private final SocketChannel channel;
  private final DataInputStream in;
  private final OutputStream out;

  private BlockConnection(BlockAddress server, SocketChannel channel) throws IOException {
    Socket socket = channel.socket();
    this.server = server;
    this.channel = channel;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    this.out = socket.getOutputStream();
  }

  /** Connects, proves to know the secret, and checks the server's proof. */
  static BlockConnection open(
      NetworkSettings settings,
      ExecutorId self,
      Secret secret,
      SecureRandom random,
      BlockAddress server)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      channel
          .socket()
          .connect(
              new InetSocketAddress(server.host(), server.port()),
              Math.toIntExact(settings.connectTimeout().toMillis()));
      BlockConnection connection = new BlockConnection(server, channel);
      channel.socket().setSoTimeout(Math.toIntExact(settings.handshakeTimeout().toMillis()));
      connection.shakeHands(self, secret, random);
      channel.socket().setSoTimeout(Math.toIntExact(settings.silenceTimeout().toMillis()));
      return connection;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new IOException("Cannot connect to " + describe(server) + ": " + e, e);
    }
  }

  private void shakeHands(ExecutorId self, Secret secret, SecureRandom random) throws IOException {
    ClientHandshake handshake =
        new ClientHandshake(
            MessageCodec.VERSION,
            secret,
            Purpose.BLOCKS,
            self,
            server.owner(),
            random,
            describe(server));
    writeFrame(handshake.hello());
    writeFrame(handshake.prove(readHandshakeFrame()));
    handshake.verify(readHandshakeFrame());
  }

  private void writeFrame(byte[] content) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(4 + content.length);
    frame.putInt(content.length).put(content);
    out.write(frame.array());
  }

  private byte[] readHandshakeFrame() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > Hello.MAX_FRAME_BYTES) {
      throw new IOException("it speaks another protocol");
    }
    byte[] frame = new byte[length];
    in.readFully(frame);
    return frame;
  }

  /**
   * Fetches blocks, see {@link dev.firesteel.protocol.block.BlockClient#fetch}. After a {@link
   * BlockMissingException} the connection can be used again, after any other exception not.
   */
  void fetch(List<? extends BlockKey> keys, Receiver receiver) throws IOException {
    writeFrame(BlockRequestCodec.encode(keys));
    for (int i = 0; i < keys.size(); i++) {
      receiver.receive(i, readBlock(i, keys.get(i)));
    }
  }

  private byte[] readBlock(int index, BlockKey key) throws IOException {
    try {
      int status = in.readUnsignedByte();
      long length = in.readLong();
      if (length < 0 || length > Integer.MAX_VALUE - 8) {
        throw new IOException(
            "Cannot fetch " + key + ": it has " + length + " bytes (use more partitions)");
      }
      return switch (status) {
        case BlockStatus.PRESENT -> readBytes((int) length);
        case BlockStatus.MISSING ->
            throw new BlockMissingException(
                index, "Cannot fetch " + key + ": " + describe(server) + " does not have it");
        case BlockStatus.FAILED ->
            throw new IOException(
                "Cannot fetch "
                    + key
                    + " from "
                    + describe(server)
                    + ": "
                    + new String(readBytes((int) length), StandardCharsets.UTF_8));
        default -> throw new IOException("it answered with unknown status " + status);
      };
    } catch (EOFException e) {
      throw new IOException(
          "Cannot fetch " + key + ": " + describe(server) + " broke the connection", e);
    } catch (SocketTimeoutException e) {
      throw new IOException(
          "Cannot fetch " + key + ": " + describe(server) + " does not answer any more", e);
    }
  }

  /** In pieces: the JDK takes as much memory outside the heap as one read asks for. */
  private byte[] readBytes(int length) throws IOException {
    byte[] block = new byte[length];
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, PIECE_BYTES);
      in.readFully(block, done, count);
      done += count;
    }
    return block;
  }

  private static String describe(BlockAddress server) {
    return "block server of " + server.owner() + " at " + server.host() + ":" + server.port();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
