package dev.firesteel.backend.mesos.wire;

import dev.firesteel.backend.mesos.detect.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * A server of a test's own, byte for byte: each request waits in a queue until the test has
 * answered it.
 */
final class ScriptedMaster implements Closeable {
  private final ServerSocket server;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private final Optional<String> greeting;

  ScriptedMaster(ServerSocket server) {
    this(server, Optional.empty());
  }

  private ScriptedMaster(ServerSocket server, Optional<String> greeting) {
    this.server = server;
    this.greeting = greeting;
    daemon(this::accept);
  }

  static ScriptedMaster start() throws IOException {
    return new ScriptedMaster(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  /** One that answers so whatever comes first, and ends the connection. */
  static ScriptedMaster plain(String answer) throws IOException {
    return new ScriptedMaster(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), Optional.of(answer));
  }

  HostPort address() {
    return new HostPort("127.0.0.1", server.getLocalPort());
  }

  /** The next request; waits for it. */
  Request next() throws InterruptedException {
    Request request = requests.poll(30, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("No request came for 30 s");
    }
    return request;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket socket = server.accept();
      sockets.add(socket);
      daemon(() -> serve(socket));
    }
  }

  private void serve(Socket socket) throws IOException {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    try {
      requests(socket, ended);
    } finally {
      ended.complete(null);
    }
  }

  private void requests(Socket socket, CompletableFuture<Void> ended) throws IOException {
    InputStream in = socket.getInputStream();
    if (greeting.isPresent() && in.read() >= 0) {
      socket.getOutputStream().write(greeting.get().getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      in.transferTo(java.io.OutputStream.nullOutputStream());
      socket.close();
      return;
    }
    while (true) {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          return;
        }
        head.write(b);
      }
      String text = head.toString(StandardCharsets.US_ASCII);
      byte[] body = in.readNBytes(Integer.parseInt(header(text, "Content-Length").orElse("0")));
      requests.add(new Request(socket, text, body, ended));
    }
  }

  private static Optional<String> header(String head, String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }

  private static void daemon(Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (IOException e) {
                // The test has ended, or its client.
              }
            },
            "scripted-master");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Step {
    void run() throws IOException;
  }

  /** A request, and the connection on which it came; {@code ended} when the client ends that. */
  record Request(Socket socket, String head, byte[] body, CompletableFuture<Void> ended) {
    Call call() throws IOException {
      return Call.parseFrom(body);
    }

    Optional<String> header(String name) {
      return ScriptedMaster.header(head, name);
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    void answer(String status, String sentence) throws IOException {
      int length = sentence.getBytes(StandardCharsets.UTF_8).length;
      send("HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\n\r\n" + sentence);
    }

    void accept() throws IOException {
      answer("202 Accepted", "");
    }

    /** Ends the connection as a killed process does. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
