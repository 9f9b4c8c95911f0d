package dev.firesteel.mesos.test;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** HTTP byte by byte, for tests. */
final class RawHttp implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final List<String> head = new ArrayList<>();

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static RawHttp send(String hostAndPort, List<String> head, byte[] body) throws IOException {
    int colon = hostAndPort.lastIndexOf(':');
    RawHttp http =
        new RawHttp(
            new Socket(
                hostAndPort.substring(0, colon),
                Integer.parseInt(hostAndPort.substring(colon + 1))));
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    http.socket.getOutputStream().write(request.toByteArray());
    for (String line = http.line(); !line.isEmpty(); line = http.line()) {
      http.head.add(line);
    }
    return http;
  }

  /** The lines of the answer's head. */
  List<String> head() {
    return head;
  }

  String header(String name) {
    return head.stream()
        .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  String body() throws IOException {
    return new String(
        in.readNBytes(Integer.parseInt(header("Content-Length"))), StandardCharsets.UTF_8);
  }

  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  /** The next chunk; empty at the end: in order if that was a last chunk. */
  byte[] chunk() throws IOException {
    String size = line();
    if (size.isEmpty()) {
      throw new IOException("The stream broke");
    }
    byte[] chunk = in.readNBytes(Integer.parseInt(size, 16));
    line();
    return chunk;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
