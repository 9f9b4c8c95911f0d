package dev.firesteel.backend.mesos.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {
  private static final Offer BARE = Offers.of("o", "H1", 1, 1);

  @ParameterizedTest
  @ValueSource(strings = {"rack:", ":r1", "rack:r1,,r2", "a b", "rack:r1:r2"})
  void refusesOtherForms(String text) {
    assertThat(Constraints.wellFormed(text)).isFalse();
    assertThatThrownBy(() -> Constraints.parse(text)).hasMessageContaining("use NAME:VALUE");
  }

  @Test
  void noneMeansAnyAgent() {
    assertThat(Constraints.parse(" ").unmet(BARE)).isEmpty();
  }

  @Test
  void namesTheFirstPartThatIsNotMet() {
    Offer offer = Offers.with(BARE, Offers.text("rack", "r1"));
    assertThat(Constraints.parse("rack:r1; zone:a ;ssd").unmet(offer)).contains("zone");
    assertThat(Constraints.parse("rack:r1").unmet(BARE)).contains("rack");
  }

  @Test
  void aTextIsOneOfTheValues() {
    assertThat(meets("rack: r2 , r1", Offers.text("rack", "r1"))).isTrue();
    assertThat(meets("rack:r2", Offers.text("rack", "r1"))).isFalse();
    assertThat(meets("rack:R1", Offers.text("rack", "r1"))).isFalse();
  }

  @Test
  void anAttributeWithoutValuesMustBeThere() {
    assertThat(meets("ssd", Offers.text("ssd", ""))).isTrue();
    assertThat(meets("ssd", Offers.text("hdd", ""))).isFalse();
  }

  @Test
  void aScalarIsAtLeastOneOfTheValues() {
    assertThat(meets("gen:3", Offers.number("gen", 3))).isTrue();
    assertThat(meets("gen:3", Offers.number("gen", 4.5))).isTrue();
    assertThat(meets("gen:3", Offers.number("gen", 2.999))).isFalse();
    assertThat(meets("gen:three", Offers.number("gen", 4))).isFalse();
  }

  @Test
  void aValueLiesWithinRanges() {
    assertThat(meets("vlan:7", Offers.ranges("vlan", 5, 7))).isTrue();
    assertThat(meets("vlan:8,4", Offers.ranges("vlan", 5, 7))).isFalse();
    assertThat(meets("vlan:x", Offers.ranges("vlan", 5, 7))).isFalse();
  }

  @Test
  void aSetHasAllValues() {
    assertThat(meets("disks:ssd,nvme", Offers.set("disks", "hdd", "nvme", "ssd"))).isTrue();
    assertThat(meets("disks:ssd,nvme", Offers.set("disks", "ssd"))).isFalse();
  }

  @Test
  void anAttributeThatIsThereTwiceNeedsToFitOnce() {
    Offer offer =
        Offers.with(Offers.with(BARE, Offers.text("rack", "r1")), Offers.text("rack", "r2"));
    assertThat(Constraints.parse("rack:r2").unmet(offer)).isEmpty();
  }

  @Test
  void theHostsNameIsNoAttribute() {
    assertThat(Constraints.parse("hostname:h2,h1").unmet(BARE)).isEmpty();
    assertThat(Constraints.parse("hostname:h2").unmet(BARE)).contains("hostname");
  }

  private static boolean meets(String constraints, Attribute attribute) {
    return Constraints.parse(constraints).unmet(Offers.with(BARE, attribute)).isEmpty();
  }
}
