package dev.firesteel.mesos.test.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * Updates of one task, in order: the next one leaves once the one before it was acknowledged; one
 * that is not is sent again, after a pause that doubles up to ten minutes.
 */
final class UpdateStream {
  private static final long LONGEST_PAUSE = 600_000;

  private final Deque<TaskStatus> waiting = new ArrayDeque<>();
  private final Set<ByteString> acknowledged = new HashSet<>();
  private final long firstPause;
  private long pause;
  private long retryAt = Long.MAX_VALUE;

  /** What an acknowledgement was for. */
  enum Taken {
    HEAD,
    REPEATED,
    UNKNOWN
  }

  UpdateStream(long firstPause) {
    this.firstPause = firstPause;
    this.pause = firstPause;
  }

  /** Adds one; returns it if it is to be sent now. */
  Optional<TaskStatus> add(TaskStatus status, long now) {
    waiting.add(status);
    return waiting.size() == 1 ? Optional.of(sent(now)) : Optional.empty();
  }

  private TaskStatus sent(long now) {
    pause = firstPause;
    retryAt = now + pause;
    return waiting.element();
  }

  Taken acknowledge(ByteString uuid) {
    TaskStatus head = waiting.peek();
    if (head != null && head.getUuid().equals(uuid)) {
      waiting.remove();
      acknowledged.add(uuid);
      retryAt = Long.MAX_VALUE;
      return Taken.HEAD;
    }
    return acknowledged.contains(uuid) ? Taken.REPEATED : Taken.UNKNOWN;
  }

  /** The one that is to be acknowledged, sent now, as if for the first time. */
  Optional<TaskStatus> head(long now) {
    return waiting.isEmpty() ? Optional.empty() : Optional.of(sent(now));
  }

  /** The one in flight, if it is time to send it again. */
  Optional<TaskStatus> retry(long now) {
    if (now < retryAt) {
      return Optional.empty();
    }
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    retryAt = now + pause;
    return Optional.of(waiting.element());
  }

  long retryAt() {
    return retryAt;
  }

  /** Those that were not acknowledged. */
  List<TaskStatus> unacknowledged() {
    return List.copyOf(waiting);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
