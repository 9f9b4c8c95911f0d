package dev.firesteel.mesos.test.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One connection, served by one thread; a second one watches for its end while it streams. */
final class Connection implements Runnable {
  private final Socket socket;
  private final HttpHandler handler;
  private final Executor threads;

  Connection(Socket socket, HttpHandler handler, Executor threads) {
    this.socket = socket;
    this.handler = handler;
    this.threads = threads;
  }

  @Override
  public void run() {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
      RequestReader requests = new RequestReader(in);
      Optional<HttpRequest> request = requests.next();
      while (request.isPresent() && answer(request.get(), in, out)) {
        request = requests.next();
      }
    } catch (IOException | NumberFormatException e) {
      // The other side is gone, or speaks something else.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void breakOff() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is broken.
    }
  }

  private boolean answer(HttpRequest request, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    HttpReply reply = handler.handle(request);
    if (reply instanceof HttpReply.Whole whole) {
      head(out, whole.status(), whole.headers());
      if (!request.method().equals("HEAD")) {
        out.write(whole.body());
      }
      out.flush();
      return !request.lastOfItsConnection();
    }
    if (reply instanceof HttpReply.Streaming streaming) {
      head(out, 200, streaming.headers());
      out.flush();
      threads.execute(() -> watch(in, streaming.stream()));
      streaming.stream().write(out);
    }
    return false;
  }

  /** Nothing is read from a connection that streams but its end. */
  private static void watch(InputStream in, EventStream stream) {
    try {
      while (in.read() >= 0) {
        // ignored
      }
    } catch (IOException e) {
      // It is broken.
    }
    stream.closedByPeer();
  }

  private static void head(OutputStream out, int status, List<HttpReply.Header> headers)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + reason(status) + "\r\n");
    head.append("Date: ")
        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
        .append("\r\n");
    for (HttpReply.Header header : headers) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 202 -> "Accepted";
      case 307 -> "Temporary Redirect";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 415 -> "Unsupported Media Type";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
