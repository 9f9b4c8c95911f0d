package dev.firesteel.backend.yarn.rm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DefectsTest {
  private static final NullPointerException DEFECT = new NullPointerException();
  private long seconds;
  private final Defects defects = new Defects(() -> TimeUnit.SECONDS.toNanos(seconds));

  @Test
  void aMinuteOfNothingElseIsADefect() {
    for (seconds = 5; seconds < 65; seconds++) {
      assertThat(Silence.isOne(defects.silence(DEFECT))).isTrue();
    }
    assertThatThrownBy(() -> defects.silence(DEFECT)).isSameAs(DEFECT);
  }

  @Test
  void whatTheNetworkSaysBetweenThemIsSomethingElse() {
    for (seconds = 0; seconds < 600; seconds += 50) {
      assertThat(defects.silence(DEFECT)).hasCause(DEFECT);
      defects.other();
    }
  }

  @Test
  void anAnswerBetweenThemForgivesThem() {
    for (seconds = 0; seconds < 600; seconds += 50) {
      assertThat(defects.silence(DEFECT)).hasCause(DEFECT);
      defects.none();
    }
  }

  @Test
  void aNameThatIsUnknownIsNoDefectHoweverLong() {
    var unknown = new IllegalArgumentException(new UnknownHostException("rm1"));
    for (seconds = 0; seconds < 600; seconds += 50) {
      assertThat(Silence.isOne(defects.silence(unknown))).isTrue();
    }
  }
}
