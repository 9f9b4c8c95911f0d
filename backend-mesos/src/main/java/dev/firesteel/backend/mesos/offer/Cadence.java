package dev.firesteel.backend.mesos.offer;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * When to be silent and when to ask for all offers again: SUPPRESS once nothing is missing, REVIVE
 * when something is, at most once in a while.
 *
 * <pre>
 * state        | nothing missing | something missing           | refusals stand in the way
 * LISTENING    | SUPPRESSED      |                             | REVIVE when the time has come
 * SUPPRESSED   |                 | REVIVE when the time has come, then LISTENING
 * DISCONNECTED |                 |                             |
 * </pre>
 */
final class Cadence {
  private enum State {
    DISCONNECTED,
    LISTENING,
    SUPPRESSED
  }

  private final long interval;
  private final Consumer<Call> calls;
  private State state = State.DISCONNECTED;
  private boolean refused;
  private boolean reviveWanted;
  private OptionalLong revived = OptionalLong.empty();

  Cadence(Duration interval, Consumer<Call> calls) {
    this.interval = interval.toNanos();
    this.calls = calls;
  }

  /** The master offers all it has. */
  void subscribed() {
    state = State.LISTENING;
    refused = false;
    reviveWanted = false;
  }

  void disconnected() {
    state = State.DISCONNECTED;
  }

  /** Offers were refused for a longer time. */
  void refused() {
    refused = true;
  }

  /** What was refused may be wanted now. */
  void reconsider() {
    reviveWanted |= refused;
  }

  /** Nothing is missing. */
  void sated() {
    reviveWanted = false;
    if (state == State.LISTENING) {
      state = State.SUPPRESSED;
      calls.accept(Call.newBuilder().setType(Call.Type.SUPPRESS).build());
    }
  }

  /** Something is missing. */
  void hungry(long now) {
    if (state == State.DISCONNECTED) {
      return;
    }
    reviveWanted |= state == State.SUPPRESSED;
    if (reviveWanted && dueAt(now) <= now) {
      state = State.LISTENING;
      reviveWanted = false;
      refused = false;
      revived = OptionalLong.of(now);
      calls.accept(Call.newBuilder().setType(Call.Type.REVIVE).build());
    }
  }

  private long dueAt(long now) {
    return revived.isEmpty() ? now : revived.getAsLong() + interval;
  }

  /** When {@link #hungry} is to be told again. */
  OptionalLong nextTick(long now) {
    return reviveWanted && state != State.DISCONNECTED
        ? OptionalLong.of(dueAt(now))
        : OptionalLong.empty();
  }
}
