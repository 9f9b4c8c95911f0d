package dev.firesteel.backend.mesos.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameworkAdviceTest {
  private static String toDispatcher(String error) {
    return FrameworkAdvice.ofDispatcher(
        "Lost Mesos at mesos://m:5050: " + Answers.error(error).text());
  }

  @Test
  void aDispatcherIsNotToldOfDriversAndIdsWhereAnotherHasItsFramework() {
    assertThat(toDispatcher("Framework failed over"))
        .isEqualTo(
            "Lost Mesos at mesos://m:5050: another dispatcher has subscribed as this framework"
                + " (give each dispatcher a firesteel.mesos.dispatcher.directory of its own)");
  }

  @Test
  void aDispatcherIsToldOfItsOwnTimeoutWhereItsFrameworkIsRemoved() {
    assertThat(toDispatcher("Framework has been removed"))
        .contains(
            "(start the dispatcher again: it goes on as a new framework; a longer"
                + " firesteel.mesos.dispatcher.failover-timeout")
        .doesNotContain("framework-id");
  }

  @Test
  void otherMessagesStayAsTheyAre() {
    assertThat(FrameworkAdvice.ofDispatcher("not you")).isEqualTo("not you");
  }
}
