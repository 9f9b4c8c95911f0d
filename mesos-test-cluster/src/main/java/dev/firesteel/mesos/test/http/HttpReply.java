package dev.firesteel.mesos.test.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a request is answered with. */
public sealed interface HttpReply {
  /** A header line. */
  record Header(String name, String value) {}

  /**
   * An answer that is all there.
   *
   * @param status as 202
   * @param headers in this order, after Date
   */
  record Whole(int status, List<Header> headers, byte[] body) implements HttpReply {}

  /** An answer that goes on: head now, chunks as they come. */
  record Streaming(List<Header> headers, EventStream stream) implements HttpReply {}

  /** No answer: the connection breaks. */
  record Hangup() implements HttpReply {}

  /** Without a body. */
  static HttpReply empty(int status, Header... headers) {
    List<Header> all = new ArrayList<>(List.of(headers));
    all.add(new Header("Content-Length", "0"));
    return new Whole(status, all, new byte[0]);
  }

  /** A sentence. */
  static HttpReply text(int status, String sentence, Header... headers) {
    byte[] body = sentence.getBytes(StandardCharsets.UTF_8);
    List<Header> all = new ArrayList<>(List.of(headers));
    all.add(new Header("Content-Type", "text/plain; charset=utf-8"));
    all.add(new Header("Content-Length", Integer.toString(body.length)));
    return new Whole(status, all, body);
  }

  /** A document. */
  static HttpReply document(String type, byte[] body) {
    return new Whole(
        200,
        List.of(
            new Header("Content-Length", Integer.toString(body.length)),
            new Header("Content-Type", type)),
        body);
  }
}
