package dev.firesteel.backend.mesos.dispatcher.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request as routes see it.
 *
 * @param method such as {@code GET}
 * @param path without the slash in front, not decoded
 * @param query what stands behind the question mark, not decoded; or the empty text
 * @param contentType the body's, or the empty text
 * @param body to be read once
 */
record Ask(String method, String path, String query, String contentType, InputStream body) {
  /** The value of a parameter of the query, decoded. */
  Optional<String> parameter(String name) {
    for (String each : query.split("&")) {
      if (each.startsWith(name + "=")) {
        try {
          String value = each.substring(name.length() + 1);
          return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The whole body.
   *
   * @param most bytes that it may have
   * @return empty if it has more
   */
  Optional<byte[]> content(int most) throws IOException {
    byte[] bytes = body.readNBytes(most + 1);
    return bytes.length <= most ? Optional.of(bytes) : Optional.empty();
  }

  /**
   * Reads what is left of the body. A client that still sends does not see an answer: the
   * connection would be broken by what nobody reads.
   */
  void drain() throws IOException {
    body.transferTo(OutputStream.nullOutputStream());
  }
}
