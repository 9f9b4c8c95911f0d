package dev.firesteel.containers.program;

import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.LostWork;
import dev.firesteel.dataset.status.SessionStatus;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;

/** What a run has to tell, as one JSON object in one line. */
final class OutcomeJson {
  private OutcomeJson() {}

  /**
   * Writes it.
   *
   * @param program its name, of letters and hyphens
   * @param millis from before the session opened to the end of its last job
   * @param status the session's status at that moment
   */
  static String of(String program, long millis, SessionStatus status) {
    LocalityStatus locality = status.locality();
    LostWork lost = status.lostWork();
    long tasks = locality.levels().values().stream().mapToLong(level -> level.tasks()).sum();
    StringJoiner fields = new StringJoiner(",", "{", "}");
    fields.add("\"program\":\"" + program + "\"");
    fields.add("\"wallMillis\":" + millis);
    fields.add("\"tasks\":" + tasks);
    fields.add("\"failedAttempts\":" + lost.failedAttempts());
    fields.add("\"lostAttempts\":" + lost.lostAttempts());
    fields.add("\"fetchFailures\":" + lost.fetchFailures());
    fields.add("\"redoneTasks\":" + lost.redoneTasks());
    fields.add("\"copies\":" + lost.copies());
    fields.add("\"lostExecutors\":" + lost.lostExecutors());
    fields.add("\"locality\":" + counts(locality.levels(), LocalityStatus.Amount::tasks));
    fields.add("\"notLocal\":" + counts(locality.notLocal(), count -> count));
    return fields.toString();
  }

  private static <K extends Enum<K>, V> String counts(Map<K, V> map, ToLongFunction<V> count) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    map.forEach(
        (key, value) ->
            fields.add(
                "\"" + key.name().toLowerCase(Locale.ROOT) + "\":" + count.applyAsLong(value)));
    return fields.toString();
  }
}
