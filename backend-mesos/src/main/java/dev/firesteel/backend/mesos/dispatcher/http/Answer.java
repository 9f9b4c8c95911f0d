package dev.firesteel.backend.mesos.dispatcher.http;

import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a route answers.
 *
 * @param status of HTTP
 * @param headers further ones
 * @param length of the body in bytes; said, but not sent, to HEAD
 * @param body writes it
 */
record Answer(int status, Map<String, String> headers, long length, Body body) {
  static final String CONTENT_TYPE = "Content-Type";

  /** Writes a body. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer of(int status, String contentType, byte[] content) {
    return new Answer(
        status, Map.of(CONTENT_TYPE, contentType), content.length, out -> out.write(content));
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), 0, out -> {});
  }

  static Answer json(int status, byte[] content) {
    return of(status, "application/json", content);
  }

  static Answer sentence(int status, String text) {
    return of(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static Answer file(Path file) throws IOException {
    return new Answer(
        200,
        Map.of(CONTENT_TYPE, "application/octet-stream"),
        Files.size(file),
        out -> Files.copy(file, out));
  }

  static Answer notAllowed(String allowed) {
    return sentence(405, "Cannot do that here: there are " + allowed).with("Allow", allowed);
  }

  /** What went wrong, as clients read it back; 404 is for what is not there, and only that. */
  static Answer failure(FiresteelException failure) {
    int status =
        switch (failure.category()) {
          case CONFIGURATION, USER, PROGRAM -> 400;
          case SECURITY -> 403;
          case RESOURCES -> 429;
          case INPUT_OUTPUT, TRANSIENT, CLUSTER, CANCELLED -> 503;
          case INTERNAL -> 500;
        };
    return sentence(status, String.valueOf(failure.getMessage()));
  }

  Answer with(String header, String value) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, length, body);
  }
}
