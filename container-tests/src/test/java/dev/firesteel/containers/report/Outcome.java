package dev.firesteel.containers.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.LostWork;
import dev.firesteel.dataset.status.NotLocalReason;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a program told of its run in its last line.
 *
 * @param program its name
 * @param wall from before its session opened to the end of its last job
 * @param tasks tasks that finished and counted
 * @param lost what counted for nothing or was done again
 * @param locality how many of the tasks ran how near to their input; levels without tasks are
 *     missing
 * @param notLocal why tasks ran on no host that holds their input, though there is one
 */
public record Outcome(
    String program,
    Duration wall,
    long tasks,
    LostWork lost,
    Map<InputLocality, Long> locality,
    Map<NotLocalReason, Long> notLocal) {
  private static final String MARK = "OUTCOME ";

  /** Copies the maps. */
  public Outcome {
    locality = Map.copyOf(locality);
    notLocal = Map.copyOf(notLocal);
  }

  /**
   * Finds the outcome in what a program printed, or in its driver's log.
   *
   * @throws AssertionError if it is not there: the program failed, or its output is not whole
   */
  public static Outcome in(String output) {
    String found =
        output
            .lines()
            .filter(line -> line.startsWith(MARK))
            .reduce((before, after) -> after)
            .orElseThrow(() -> new AssertionError("No line begins with OUTCOME in:\n" + output));
    try {
      return of(new ObjectMapper().readTree(found.substring(MARK.length())));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new AssertionError("Cannot read the line: " + found, e);
    }
  }

  private static Outcome of(JsonNode json) {
    LostWork lost =
        new LostWork(
            number(json, "failedAttempts"),
            number(json, "lostAttempts"),
            number(json, "fetchFailures"),
            number(json, "redoneTasks"),
            number(json, "copies"),
            number(json, "lostExecutors"));
    return new Outcome(
        there(json, "program").asText(),
        Duration.ofMillis(number(json, "wallMillis")),
        number(json, "tasks"),
        lost,
        counts(there(json, "locality"), InputLocality.class),
        counts(there(json, "notLocal"), NotLocalReason.class));
  }

  private static JsonNode there(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null) {
      throw new IllegalArgumentException("there is no field " + field);
    }
    return value;
  }

  private static long number(JsonNode json, String field) {
    return there(json, field).longValue();
  }

  private static <K extends Enum<K>> Map<K, Long> counts(JsonNode json, Class<K> type) {
    Map<K, Long> counts = new EnumMap<>(type);
    json.properties()
        .forEach(
            field ->
                counts.put(
                    Enum.valueOf(type, field.getKey().toUpperCase(Locale.ROOT)),
                    field.getValue().longValue()));
    return counts;
  }

  /** Tasks that ran so near to their input. */
  public long at(InputLocality level) {
    return locality.getOrDefault(level, 0L);
  }

  /**
   * The levels with tasks in one line, such as {@code node 12, rack 1}; those without preference
   * last.
   */
  public String localityText() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(locality)
        .forEach(
            (level, count) ->
                text.append(text.length() == 0 ? "" : ", ")
                    .append(level == InputLocality.NO_PREFERENCE ? "free" : word(level))
                    .append(' ')
                    .append(count));
    return text.length() == 0 ? "-" : text.toString();
  }

  private static String word(InputLocality level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
