package dev.firesteel.protocol.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.transport.Secret;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;

/** A peer that says whatever a test wants said. */
final class RawPeer implements AutoCloseable {
  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final DataOutputStream out;

  RawPeer(InetSocketAddress server) throws IOException {
    socket.connect(server);
    socket.setSoTimeout(60_000);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  void frame(byte[] content) throws IOException {
    out.writeInt(content.length);
    out.write(content);
  }

  void bytes(byte[] content) throws IOException {
    out.write(content);
  }

  void length(int length) throws IOException {
    out.writeInt(length);
  }

  byte[] frame() throws IOException {
    byte[] content = new byte[in.readInt()];
    in.readFully(content);
    return content;
  }

  /** Waits for the server to close and returns how many bytes it sent before. */
  int bytesUntilClosed() throws IOException {
    int count = 0;
    try {
      while (in.read() >= 0) {
        count++;
      }
    } catch (java.net.SocketException reset) {
      return count;
    }
    return count;
  }

  /** Proves as an executor does. */
  void proveAs(String id, Secret secret) throws IOException {
    ClientHandshake handshake =
        new ClientHandshake(
            dev.firesteel.protocol.codec.MessageCodec.VERSION,
            secret,
            Purpose.CONTROL,
            new ExecutorId(id),
            new ExecutorId("driver"),
            new SecureRandom(),
            "test");
    frame(handshake.hello());
    frame(handshake.prove(frame()));
    handshake.verify(frame());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
