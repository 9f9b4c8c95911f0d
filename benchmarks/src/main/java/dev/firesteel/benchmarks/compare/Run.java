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
  /**
   * A run that was measured before.
   *
   * @throws IllegalArgumentException if the line names no peer
   */
  static Run of(ObjectNode line) {
    String name = line.path("peer").asText();
    Peer peer =
        Peer.named(name)
            .orElseThrow(() -> new IllegalArgumentException("no peer '" + name + "' in " + line));
    return new Run(new Cell(peer, line.path("master").asText(), line.path("bench").asText()), line);
  }

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
