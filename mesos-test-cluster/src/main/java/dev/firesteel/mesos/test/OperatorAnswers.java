package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.codec.JsonWriter;
import dev.firesteel.mesos.test.http.HttpReply;
import dev.firesteel.mesos.test.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What operators ask of a leading master. */
final class OperatorAnswers {
  private OperatorAnswers() {}

  static boolean knows(String path) {
    return path.equals("/state");
  }

  static Optional<HttpReply> to(String path, Cluster cluster, HttpRequest request) {
    return Optional.empty();
  }

  static HttpReply version() {
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("build_date", "2026-01-01 00:00:00 UTC");
    version.put("build_time", 1767225600.0);
    version.put("build_user", "test");
    version.put("version", "1.12.0");
    return json(version);
  }

  static HttpReply json(Object value) {
    return HttpReply.document(
        "application/json", JsonWriter.write(value).getBytes(StandardCharsets.UTF_8));
  }
}
