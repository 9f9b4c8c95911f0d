package dev.firesteel.backend.mesos.dispatcher;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Orders for tests. */
public final class Orders {
  private Orders() {}

  public static DriverOrder plain(String key) {
    return of(key, Map.of());
  }

  public static DriverOrder supervised(String key) {
    return of(key, Map.of("firesteel.driver.supervise", "true"));
  }

  public static DriverOrder of(String key, Map<String, String> settings) {
    return new DriverOrder(
        key,
        "count words",
        "ada",
        "org.example.WordCount",
        List.of("in", "out"),
        new TreeMap<>(settings),
        new TreeMap<>(
            Map.of(
                "firesteel.mesos.secret-file",
                new PrivateFile("secret", "s3cret".getBytes(StandardCharsets.UTF_8)))));
  }
}
