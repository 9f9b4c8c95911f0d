package dev.firesteel.backend.mesos.detect;

import static dev.firesteel.backend.mesos.detect.LeaderDetector.Naming.ADDRESS_FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterEntryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "[]",
        "{\"hostname\":\"h\"}",
        "{\"port\":5050}",
        "{\"hostname\":\"h\",\"port\":70000}"
      })
  void refusesEntriesWithoutAnAddress(String data) {
    assertThatThrownBy(() -> addresses(data)).isInstanceOf(IOException.class);
  }

  @Test
  void readsEntriesOfMastersWithoutTheNewerFields() throws IOException {
    assertThat(addresses("{\"pid\":\"master@10.1.2.3:5051\",\"hostname\":\"h\",\"port\":5051}"))
        .containsExactly(new HostPort("10.1.2.3", 5051), new HostPort("h", 5051));
  }

  @Test
  void findsTheSmallestNumberAmongEntriesOfMasters() {
    assertThat(MasterEntry.leading(List.of())).isEmpty();
    assertThat(MasterEntry.leading(List.of("log_replicas", "info_0000000001", "json.info_x")))
        .isEmpty();
    assertThat(
            MasterEntry.leading(
                List.of("json.info_0000000010", "json.info_0000000009", "log_replicas")))
        .contains("json.info_0000000009");
  }

  private static List<HostPort> addresses(String data) throws IOException {
    return MasterEntry.addresses(data.getBytes(StandardCharsets.UTF_8), ADDRESS_FIRST);
  }
}
