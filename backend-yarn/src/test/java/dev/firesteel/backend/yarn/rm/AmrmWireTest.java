package dev.firesteel.backend.yarn.rm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.yarn.ask.Ask;
import dev.firesteel.backend.yarn.ask.Exchange;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that Hadoop's client looks at before any ResourceManager does. */
@Timeout(60)
class AmrmWireTest {
  private static final ApplicationAttemptId ATTEMPT =
      ApplicationAttemptId.newInstance(ApplicationId.newInstance(1, 1), 1);

  private static AmrmWire wire(String label) {
    return new AmrmWire(
        new YarnConfiguration(),
        UserGroupInformation.createRemoteUser("alice"),
        ATTEMPT,
        new MasterAddress("h1", -1, "", label),
        limits(Duration.ofMinutes(5)));
  }

  private static AmrmWire.Limits limits(Duration limit) {
    return new AmrmWire.Limits(new Patience(limit), new Patience(limit));
  }

  private static Exchange asking(Resources container) {
    Ask ask = new Ask(1, 1, container, new TreeSet<>());
    return new Exchange(List.of(), List.of(ask), List.of(), Set.of(), Set.of());
  }

  @Test
  void aLabelThatTheClientDoesNotTakeIsARefusal() {
    assertThatThrownBy(() -> wire("a && b").beat(asking(Resources.of(1, 64))))
        .isInstanceOf(YarnException.class)
        .matches(e -> Refusals.ofRequests((Exception) e) && !Silence.isOne((Exception) e))
        .satisfies(
            e ->
                assertThat(RmErrors.refusedAsks("app", (Exception) e))
                    .hasMessageContaining("node label")
                    .hasMessageEndingWith("(correct firesteel.yarn.node-label)"));
  }

  @Test
  void aContainerThatTheClientDoesNotKnowIsARefusal() {
    Exchange released =
        new Exchange(List.of(), List.of(), List.of("container_x"), Set.of(), Set.of());
    assertThatThrownBy(() -> wire("").beat(released))
        .isInstanceOf(RefusedRequestException.class)
        .hasMessageContaining("container_x");
  }

  @Test
  void aDefectOfTheClientIsSilenceAtFirst() {
    AmrmWire notStarted = wire("");
    for (int time = 1; time < 20; time++) {
      assertThatThrownBy(() -> notStarted.beat(Exchange.NONE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("NullPointerException")
          .matches(e -> Silence.isOne((Exception) e));
    }
  }

  @Test
  void aHostThatSwallowsWhatIsSentIsSilent() throws Exception {
    try (ServerSocket mute = new ServerSocket(0)) {
      YarnConfiguration conf = new YarnConfiguration();
      conf.set(YarnConfiguration.RM_SCHEDULER_ADDRESS, "127.0.0.1:" + mute.getLocalPort());
      AmrmWire wire =
          new AmrmWire(
              conf,
              UserGroupInformation.createRemoteUser("alice"),
              ATTEMPT,
              new MasterAddress("h1", -1, "", ""),
              limits(Duration.ofMillis(200)));
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              wire::register,
              () -> wire.beat(asking(Resources.of(1, 64))),
              () -> wire.beat(Exchange.NONE),
              () -> wire.finish(FinalStatus.SUCCEEDED, ""))) {
        assertThatThrownBy(call)
            .isInstanceOf(SocketTimeoutException.class)
            .matches(e -> Silence.isOne((Exception) e));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
      wire.close();
    }
  }
}
