package dev.firesteel.scheduler.health;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.topology.HostName;

/**
 * A place that gets nothing for a time.
 *
 * @param place which
 * @param why a clause for people
 * @param since when it began, by the events' clock
 * @param until when it ends unless it is ended before
 */
public record Exclusion(Place place, String why, long since, long until) {
  /** What can be excluded. */
  public sealed interface Place {}

  /** One executor: it gets no tasks; what it has can be read. */
  public record OfExecutor(ExecutorId executor, HostName host) implements Place {
    @Override
    public String toString() {
      return "executor " + executor + " at " + host;
    }
  }

  /** A host: its executors get no tasks, and no executor is launched there. */
  public record OfHost(HostName host) implements Place {
    @Override
    public String toString() {
      return "host " + host;
    }
  }

  /** Milliseconds that are left. */
  public long leftMillis(long now) {
    return Math.max(0, until - now) / 1_000_000;
  }
}
