package dev.firesteel.mesos.test.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Reads requests from a connection, one after another. */
final class RequestReader {
  private static final int LONGEST_LINE = 1 << 16;

  private final InputStream in;

  RequestReader(InputStream in) {
    this.in = in;
  }

  /** The next request; empty at the end of the connection. */
  Optional<HttpRequest> next() throws IOException {
    String first = line();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = first.split(" ");
    if (parts.length != 3) {
      throw new IOException("Not a request: " + first);
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    byte[] body =
        "chunked".equalsIgnoreCase(headers.get("Transfer-Encoding")) ? chunks() : plain(headers);
    if ("gzip".equalsIgnoreCase(headers.get("Content-Encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    return Optional.of(new HttpRequest(parts[0], parts[1], parts[2], headers, body));
  }

  private byte[] plain(Map<String, String> headers) throws IOException {
    return exactly(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line().split(";")[0].strip(), 16);
      if (size == 0) {
        while (!line().isEmpty()) {
          // trailers
        }
        return body.toByteArray();
      }
      body.write(exactly(size));
      line();
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The body ended early");
    }
    return bytes;
  }

  /** Up to the end of line; empty for an empty line and at the end. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("A header is too long");
      }
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
