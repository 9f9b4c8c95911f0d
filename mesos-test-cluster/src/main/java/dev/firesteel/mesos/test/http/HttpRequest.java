package dev.firesteel.mesos.test.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request.
 *
 * @param method as {@code POST}
 * @param target path and query, as sent
 * @param version as {@code HTTP/1.1}
 * @param headers by name, whatever its case
 * @param body decoded: neither chunked nor compressed
 */
public record HttpRequest(
    String method, String target, String version, Map<String, String> headers, byte[] body) {
  /** Copies the headers. */
  public HttpRequest {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = copy;
  }

  /** A header's value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The path, without query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The query's parameters. */
  public Map<String, String> query() {
    Map<String, String> parameters = new LinkedHashMap<>();
    int query = target.indexOf('?');
    if (query >= 0) {
      for (String part : target.substring(query + 1).split("&")) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          parameters.put(
              URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    }
    return parameters;
  }

  boolean lastOfItsConnection() {
    return header("Connection").map(value -> value.equalsIgnoreCase("close")).orElse(false)
        || version.equals("HTTP/1.0");
  }
}
