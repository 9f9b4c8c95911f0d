package dev.firesteel.mesos.test.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in JSON, as a real Mesos wrote them. */
class RecordedJsonTest {
  /** A capability that the published messages, which are of 1.11, do not have yet. */
  private static final String NEWER = "{\"type\":\"QUOTA_V2\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "03-decline-revive-suppress-json",
        "04-kill-json",
        "09b-agent-killed-checkpoint-partition-aware-json"
      })
  void eventsAreReadAndWrittenByteForByte(String recording) throws Exception {
    List<String> events = events(recording);
    assertThat(events).hasSizeGreaterThan(8);
    for (String each : events) {
      Event.Builder event = Event.newBuilder();
      MediaType.JSON.decode(each.getBytes(StandardCharsets.UTF_8), event);
      assertThat(inMicros(new String(MediaType.JSON.encode(event.build()), StandardCharsets.UTF_8)))
          .isEqualTo(inMicros(each.replace(NEWER, "{}")));
    }
  }

  /** The last digit of a double is a matter of taste. */
  private static String inMicros(String event) {
    return event.replaceAll("(\"timestamp\":\\d+\\.\\d{6})\\d+", "$1");
  }

  private static List<String> events(String recording) throws Exception {
    String name = "/recordings/" + recording + "/01-SUBSCRIBE.response.recordio.json";
    String all;
    try (var in = Objects.requireNonNull(RecordedJsonTest.class.getResourceAsStream(name), name)) {
      all = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
    List<String> events = new ArrayList<>();
    for (int at = 0; at < all.length(); ) {
      int newline = all.indexOf('\n', at);
      int end = newline + 1 + Integer.parseInt(all.substring(at, newline));
      events.add(all.substring(newline + 1, end));
      at = end;
    }
    return events;
  }
}
