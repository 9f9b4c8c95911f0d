package dev.firesteel.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/**
 * What one process told and what was seen of it.
 *
 * @param cell what it measured
 * @param line the figures it printed, and those taken from outside
 */
record Run(Cell cell, ObjectNode line) {
  /** Its figure of that name. */
  OptionalDouble figure(String name) {
    JsonNode value = line.get(name);
    return value == null || !value.isNumber()
        ? OptionalDouble.empty()
        : OptionalDouble.of(value.asDouble());
  }

  /** Whether it ended well and found its own result right. */
  boolean ok() {
    return line.path("ok").asBoolean(false);
  }

  /** What it computed, in a form equal for all peers. */
  String answer() {
    return line.path("answer").asText("");
  }
}
