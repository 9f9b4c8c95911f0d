package dev.firesteel.backend.mesos.dispatcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AgentLogsTest {
  @Test
  void bytesThatAreNoTextStayAsTheyAre() {
    byte[] odd = {(byte) 0xc3, 'x', (byte) 0xff};
    String json = new String(odd, StandardCharsets.ISO_8859_1);
    assertThat(AgentLogs.unescaped(json)).isEqualTo(odd);
  }

  @Test
  void escapesAreTheCharactersThatTheyStandFor() {
    assertThat(text("a\\n\\t\\r\\b\\f\\\"\\\\\\/\\u001b")).isEqualTo("a\n\t\r\b\f\"\\/\u001b");
    assertThat(text("\\u00e9 \\u20ac \\ud83d\\ude00!")).isEqualTo("é € 😀!");
  }

  private static String text(String json) {
    return new String(AgentLogs.unescaped(json), StandardCharsets.UTF_8);
  }
}
