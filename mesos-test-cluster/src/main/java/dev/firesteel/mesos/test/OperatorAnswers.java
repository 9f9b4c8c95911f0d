package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.codec.JsonWriter;
import dev.firesteel.mesos.test.http.HttpReply;
import dev.firesteel.mesos.test.master.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What operators ask of a leading master. */
final class OperatorAnswers {
  private static final Map<String, Function<Snapshot, Object>> ANSWERS =
      Map.of(
          "/state", Snapshot::state,
          "/slaves", snapshot -> Map.of("slaves", snapshot.agents()),
          "/frameworks", snapshot -> Map.of("frameworks", snapshot.frameworks()),
          "/tasks", snapshot -> Map.of("tasks", snapshot.tasks()));

  private OperatorAnswers() {}

  static boolean knows(String path) {
    return ANSWERS.containsKey(path) || path.startsWith("/api/v1");
  }

  static Optional<HttpReply> to(String path, Snapshot snapshot) {
    if (path.startsWith("/api/v1")) {
      return Optional.of(
          HttpReply.text(400, "Failed to validate master::Call: Expecting 'type' to be present"));
    }
    return Optional.ofNullable(ANSWERS.get(path)).map(answer -> json(answer.apply(snapshot)));
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
