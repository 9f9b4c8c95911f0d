package dev.firesteel.mesos.test.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cpus",
        "cpus:",
        "cpus:many",
        "cpus(:4",
        ":4",
        "ports:[1]",
        "ports:[a-b]",
        "cpus:1.2.3"
      })
  void whatIsNoResourceIsRefused(String text) {
    assertThatThrownBy(() -> ResourceText.resources(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rack", "rack:", ":r1"})
  void whatIsNoAttributeIsRefused(String text) {
    assertThatThrownBy(() -> ResourceText.attributes(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rack:r1");
  }

  @Test
  void scalarsRangesAndReservations() {
    assertThat(ResourceText.resources("cpus:4; mem:512.5;ports:[1-2, 5-9];cpus(etl):2;mem(*):1;"))
        .extracting(
            each ->
                each.getName()
                    + " "
                    + each.getScalar().getValue()
                    + each.getReservationsList().stream()
                        .map(Resource.ReservationInfo::getRole)
                        .toList()
                    + each.getRanges().getRangeList().stream().map(Value.Range::getEnd).toList())
        .containsExactly(
            "cpus 4.0[][]", "mem 512.5[][]", "ports 0.0[][2, 9]", "cpus 2.0[etl][]", "mem 1.0[][]");
  }

  @Test
  void attributesAreTexts() {
    assertThat(ResourceText.attributes("rack:r1;zone:a:b"))
        .extracting(each -> each.getName() + "=" + each.getText().getValue())
        .containsExactly("rack=r1", "zone=a:b");
  }
}
