package dev.firesteel.backend.yarn.rm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class DefectsTest {
  private static final NullPointerException DEFECT = new NullPointerException();
  private final Defects defects = new Defects();

  @Test
  void theFifthInARowIsADefect() {
    for (int time = 1; time < 5; time++) {
      assertThat(Silence.isOne(defects.silence(DEFECT))).isTrue();
    }
    assertThatThrownBy(() -> defects.silence(DEFECT)).isSameAs(DEFECT);
  }

  @Test
  void anAnswerBetweenThemForgivesThem() {
    for (int time = 1; time < 20; time++) {
      assertThat(defects.silence(DEFECT)).hasCause(DEFECT);
      defects.none();
    }
  }

  @Test
  void aNameThatIsUnknownIsNoDefectHoweverLong() {
    var unknown = new IllegalArgumentException(new UnknownHostException("rm1"));
    for (int time = 1; time < 20; time++) {
      assertThat(Silence.isOne(defects.silence(unknown))).isTrue();
    }
  }
}
