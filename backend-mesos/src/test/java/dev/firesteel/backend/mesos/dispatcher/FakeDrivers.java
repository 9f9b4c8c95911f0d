package dev.firesteel.backend.mesos.dispatcher;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drivers that do what a test says. */
public final class FakeDrivers implements Drivers {
  /** When all of them were submitted. */
  public static final Instant SUBMITTED = Instant.parse("2026-11-23T04:00:00Z");

  private static final int PIECE = 4;

  private final Map<String, Driver> byId = new LinkedHashMap<>();
  private final Map<LogStream, String> logs = new LinkedHashMap<>();
  private Optional<FiresteelException> refusal = Optional.empty();

  /** Refuses orders, and to end drivers, from now on. */
  public synchronized void refuse(FiresteelException why) {
    refusal = Optional.of(why);
  }

  /** All have this log. */
  public synchronized void log(LogStream stream, String text) {
    logs.put(stream, text);
  }

  /** One comes to a state. */
  public synchronized void become(String id, DriverState state, String diagnostics) {
    Driver old = byId.get(id);
    byId.put(
        id,
        new Driver(
            id,
            old.order(),
            state,
            1,
            SUBMITTED,
            Optional.of(SUBMITTED),
            state.ended() ? Optional.of(SUBMITTED.plusSeconds(9)) : Optional.empty(),
            "agent-1",
            "framework-" + id,
            diagnostics,
            "http://agent-1/log"));
  }

  @Override
  public synchronized Driver submit(DriverOrder order) {
    checkRefusal();
    for (Driver each : byId.values()) {
      if (each.order().key().equals(order.key())) {
        return each;
      }
    }
    String id = "driver-" + (byId.size() + 1);
    Driver driver =
        new Driver(
            id,
            order,
            DriverState.QUEUED,
            0,
            SUBMITTED,
            Optional.empty(),
            Optional.empty(),
            "",
            "",
            "",
            "");
    byId.put(id, driver);
    return driver;
  }

  private void checkRefusal() {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  @Override
  public synchronized List<Driver> all() {
    List<Driver> all = new ArrayList<>(byId.values());
    java.util.Collections.reverse(all);
    return all;
  }

  @Override
  public synchronized Optional<Driver> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public synchronized Driver kill(String id) {
    checkRefusal();
    if (!byId.get(id).state().ended()) {
      become(id, DriverState.KILLED, "killed");
    }
    return byId.get(id);
  }

  @Override
  public synchronized LogPiece log(String id, LogStream stream, long offset) {
    String text = logs.get(stream);
    if (text == null) {
      throw new FiresteelException(ErrorCategory.INPUT_OUTPUT, "its sandbox is gone");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = (int) Math.min(offset, bytes.length);
    int to = Math.min(from + PIECE, bytes.length);
    return new LogPiece(Arrays.copyOfRange(bytes, from, to), to, to < bytes.length);
  }
}
