package dev.firesteel.scheduler.health;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Different failures of each subject within a sliding window of time. */
final class FailureWindow<S> {
  private static final int MOST = 256;

  private final long windowNanos;
  private final Map<S, LinkedHashMap<Object, Long>> all = new HashMap<>();

  FailureWindow(long windowNanos) {
    this.windowNanos = windowNanos;
  }

  /** A subject failed at something; the same again counts once. Returns how many there are. */
  int add(S subject, Object what, long now) {
    LinkedHashMap<Object, Long> failures =
        all.computeIfAbsent(subject, s -> new LinkedHashMap<>(4));
    failures.remove(what);
    failures.put(what, now);
    if (failures.size() > MOST) {
      failures.remove(failures.keySet().iterator().next());
    }
    return count(subject, now);
  }

  int count(S subject, long now) {
    LinkedHashMap<Object, Long> failures = all.get(subject);
    if (failures == null) {
      return 0;
    }
    for (Iterator<Long> times = failures.values().iterator(); times.hasNext(); ) {
      if (now - times.next() < windowNanos) {
        break;
      }
      times.remove();
    }
    if (failures.isEmpty()) {
      all.remove(subject);
    }
    return failures.size();
  }

  /** Failures of all subjects. */
  int total(long now) {
    int total = 0;
    for (S subject : List.copyOf(all.keySet())) {
      total += count(subject, now);
    }
    return total;
  }

  void forget(S subject) {
    all.remove(subject);
  }
}
