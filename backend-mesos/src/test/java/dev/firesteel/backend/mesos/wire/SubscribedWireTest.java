package dev.firesteel.backend.mesos.wire;

import static dev.firesteel.backend.mesos.wire.WireRig.A;
import static dev.firesteel.backend.mesos.wire.WireRig.B;
import static dev.firesteel.backend.mesos.wire.WireRig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.backend.mesos.detect.HostPort;
import java.io.EOFException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The subscription's life; {@link OutboxTest} has the calls. */
class SubscribedWireTest {
  @Test
  void failsWhereNobodyListens() {
    WireRig rig = WireRig.started();
    rig.masters.last().listener.broken(new ConnectException("Connection refused"));
    assertThat(rig.heard.drain())
        .containsExactly(
            "failed CONFIGURATION Cannot subscribe to Mesos at mesos://a:5050: nobody listens"
                + " there: Connection refused (check the master's host and port, and that it runs)");
    assertThat(rig.detectorClosed).isTrue();
  }

  @Test
  void failsWhereTheNameIsUnknown() {
    WireRig rig = WireRig.started();
    ConnectException why = new ConnectException();
    why.initCause(new UnresolvedAddressException());
    rig.masters.last().listener.broken(why);
    assertThat(rig.heard.only()).contains("CONFIGURATION", "the name of its host is unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "404,CONFIGURATION,no Mesos master is there: it answered 404 'text'",
    "200,CONFIGURATION,no Mesos master is there: it answered 200 'text'",
    "405,CONFIGURATION,no Mesos master is there",
    "401,SECURITY,check firesteel.mesos.principal and firesteel.mesos.secret-file",
    "403,SECURITY,the master forbids the subscription: text",
    "400,CONFIGURATION,the master refuses the subscription: text",
    "406,CLUSTER,the master does not speak protobuf",
    "415,CLUSTER,the master does not speak protobuf",
  })
  void failsAtOnceWhenTheAnswerWillNotChange(int status, String category, String why) {
    WireRig rig = WireRig.started();
    rig.masters.last().answer(status, "text");
    assertThat(rig.heard.only())
        .startsWith("failed " + category + " Cannot subscribe")
        .contains(why);
    rig.pause();
    assertThat(rig.masters.asked).hasSize(1);
  }

  @Test
  void failsWhenWhatAnswersIsNoMesos() {
    WireRig rig = WireRig.started();
    rig.masters.last().listener.opened(Optional.empty(), Optional.of("text/html"));
    assertThat(rig.heard.only())
        .contains(
            "no Mesos master is there: it answered 200 with text/html and no Mesos-Stream-Id");
    assertThat(rig.masters.last().cancelled).isTrue();
  }

  @Test
  void failsWhenTheStreamIsMalformed() {
    WireRig rig = WireRig.started();
    rig.masters.last().open("s1");
    rig.masters.last().listener.bytes(List.of(ByteBuffer.wrap(new byte[] {'{'})), 1);
    assertThat(rig.heard.only())
        .contains("its stream is malformed: a record's length has the byte");
  }

  @Test
  void failsAfterSomeSecondsWhenAMasterDoesNotAnswer() {
    WireRig rig = WireRig.started();
    rig.timer.pass(PATIENCE.multipliedBy(2).minusMillis(1));
    assertThat(rig.heard.drain()).isEmpty();
    rig.timer.pass(Duration.ofMillis(1));
    assertThat(rig.heard.only())
        .startsWith("failed CLUSTER ")
        .contains("it does not answer in time");
    assertThat(rig.masters.last().cancelled).isTrue();
  }

  @Test
  void asksAgainForSomeSecondsWhileAMasterRecovers() {
    WireRig rig = WireRig.started();
    rig.masters.last().answer(503, "Master has not finished recovery");
    assertThat(rig.masters.asked).hasSize(1);
    rig.timer.pass(Duration.ofSeconds(1));
    assertThat(rig.masters.asked).hasSize(2);
    rig.masters.last().subscribed("s1", "f");
    assertThat(rig.heard.only()).isEqualTo("subscribed f 15");
  }

  @Test
  void failsWhenAMasterDoesNotRecover() {
    WireRig rig = WireRig.started();
    for (int i = 0; i < 11; i++) {
      if (!rig.masters.last().cancelled) {
        rig.masters.last().answer(503, "Master has not finished recovery");
      }
      rig.timer.pass(Duration.ofSeconds(1));
    }
    assertThat(rig.heard.only())
        .startsWith("failed CLUSTER ")
        .contains("it answered 503 'Master has not finished recovery'");
  }

  @Test
  void triesAllOfAListAndTellsOfEach() {
    WireRig rig = new WireRig("mesos://a:5050,b:5050").start();
    assertThat(rig.masters.last().at).isEqualTo(A);
    rig.masters.last().listener.broken(new ConnectException("refused"));
    assertThat(rig.masters.last().at).isEqualTo(B);
    rig.masters.last().answer(404, "");
    assertThat(rig.heard.only())
        .contains("a:5050: nobody listens there: refused; b:5050: no Mesos master is there");
  }

  @Test
  void followsARedirectionWithoutAScheme() {
    WireRig rig = WireRig.started();
    rig.masters.last().redirect("//b:5050/master/api/v1/scheduler");
    assertThat(rig.masters.last().at).isEqualTo(B);
    rig.masters.last().subscribed("s1", "f");
    assertThat(rig.heard.only()).isEqualTo("subscribed f 15");
    rig.call(Call.Type.REVIVE);
    assertThat(rig.posted().at()).isEqualTo(B);
  }

  @Test
  void goesOnWhenARedirectionPointsToADeadLeaderOrInACircle() {
    WireRig rig = WireRig.started();
    rig.masters.last().redirect("//b:5050");
    rig.masters.last().listener.broken(new ConnectException("refused"));
    assertThat(rig.masters.asked).hasSize(2);
    rig.timer.pass(Duration.ofSeconds(1));
    assertThat(rig.masters.asked).hasSize(3);
    rig.masters.last().redirect("//b:5050");
    rig.masters.last().redirect("//a:5050");
    assertThat(rig.heard.drain()).isEmpty();
    rig.timer.pass(Duration.ofSeconds(10));
    assertThat(rig.heard.only()).startsWith("failed CLUSTER").contains("it says that");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Framework failed over|CLUSTER|another driver has subscribed as this framework",
        "Framework has been removed|CLUSTER|firesteel.mesos.failover-timeout",
        "Roles { gamma } are not present in the master's --roles|CONFIGURATION|{ gamma } are not present in the master's --roles (see firesteel.mesos.roles)",
        "'FrameworkInfo.roles' contains duplicate items: { a }|CONFIGURATION|see firesteel.mesos.roles",
        "Not authorized to use roles '{ x }'|SECURITY|firesteel.mesos.principal",
        "The framework failover_timeout (1e+30) is invalid|CONFIGURATION|refuses the framework: The framework failover_timeout (1e+30) is invalid",
      })
  void failsForGoodWithErrorEvents(String message, String category, String advice) {
    WireRig first = WireRig.started();
    first.masters.last().open("s1");
    first.masters.last().error(message);
    assertThat(first.heard.only())
        .startsWith("failed " + category + " Cannot subscribe to Mesos at mesos://a:5050: ")
        .contains(advice);

    WireRig later = WireRig.subscribed();
    later.masters.last().error(message);
    later.masters.last().listener.ended();
    assertThat(later.heard.drain())
        .singleElement()
        .asString()
        .startsWith("failed " + category + " Lost Mesos at mesos://a:5050: ")
        .contains(advice);
    later.pause();
    assertThat(later.masters.asked).hasSize(1);
  }

  @Test
  void subscribesAnewIfTheFrameworkToGoOnWithHasBeenRemoved() {
    WireRig rig = goingOn();
    assertThat(rig.masters.last().call.getFrameworkId().getValue()).isEqualTo("old");
    rig.masters.last().open("s1");
    rig.masters.last().error("Framework has been removed");
    rig.masters.asked.get(0).listener.ended();
    assertThat(rig.heard.drain()).isEmpty();
    assertThat(rig.masters.asked).hasSize(2);
    assertThat(rig.masters.last().call.hasFrameworkId()).isFalse();
    assertThat(rig.masters.last().call.getSubscribe().getFrameworkInfo().hasId()).isFalse();
    rig.masters.last().subscribed("s2", "new");
    assertThat(rig.heard.only()).isEqualTo("subscribed new 15");
  }

  @Test
  void doesNotSubscribeAnewOnceItWasSubscribed() {
    WireRig rig = goingOn();
    rig.masters.last().subscribed("s1", "old");
    rig.masters.last().listener.ended();
    rig.pause();
    rig.heard.drain();
    rig.masters.last().open("s2");
    rig.masters.last().error("Framework has been removed");
    assertThat(rig.heard.only()).startsWith("failed CLUSTER Lost Mesos");
    assertThat(rig.masters.asked).hasSize(2);
  }

  private static WireRig goingOn() {
    return new WireRig("mesos://a:5050")
        .start(
            FrameworkInfo.newBuilder()
                .setName("n")
                .setUser("u")
                .setId(FrameworkID.newBuilder().setValue("old"))
                .build());
  }

  @Test
  void tellsEventsButNoHeartbeats() {
    WireRig rig = WireRig.subscribed();
    rig.masters.last().heartbeat();
    rig.masters.last().send(WireRig.offers());
    assertThat(rig.heard.drain()).containsExactly("event OFFERS");
    assertThat(rig.heard.arrived).isEqualTo(42);
  }

  @Test
  void subscribesWithTheFrameworksIdAgainWhenTheStreamEnds() {
    WireRig rig = WireRig.started();
    assertThat(rig.masters.last().call.hasFrameworkId()).isFalse();
    rig.masters.last().subscribed("s1", "f");
    rig.heard.drain();
    rig.masters.last().listener.ended();
    assertThat(rig.heard.drain()).containsExactly("disconnected a:5050: it ended the stream");
    rig.timer.pass(Duration.ofMillis(200));
    Call again = rig.masters.last().call;
    assertThat(rig.masters.asked).hasSize(2);
    assertThat(again.getFrameworkId().getValue()).isEqualTo("f");
    assertThat(again.getSubscribe().getFrameworkInfo().getId().getValue()).isEqualTo("f");
    rig.masters.last().subscribed("s2", "f");
    assertThat(rig.heard.only()).isEqualTo("subscribed f 15");
    rig.call(Call.Type.REVIVE);
    assertThat(rig.posted().streamId()).isEqualTo("s2");
  }

  @Test
  void comesBackAfterAnEndWithoutTheLastChunk() {
    WireRig rig = WireRig.subscribed();
    rig.masters.last().listener.broken(new EOFException("EOF reached while reading"));
    assertThat(rig.heard.only())
        .isEqualTo("disconnected a:5050: the connection broke: EOF reached while reading");
    rig.timer.pass(Duration.ofMillis(200));
    assertThat(rig.masters.asked).hasSize(2);
  }

  @Test
  void comesBackAfterAMalformedStream() {
    WireRig rig = WireRig.subscribed();
    rig.masters.last().listener.bytes(List.of(ByteBuffer.wrap(new byte[] {'!'})), 1);
    assertThat(rig.heard.only()).startsWith("disconnected a:5050: its stream is malformed: ");
    assertThat(rig.masters.last().cancelled).isTrue();
  }

  @Test
  void missesThreeHeartbeatsBeforeItGivesUp() {
    WireRig rig = WireRig.subscribed();
    rig.timer.pass(Duration.ofSeconds(14));
    rig.masters.last().heartbeat();
    rig.timer.pass(Duration.ofSeconds(1 + 44));
    assertThat(rig.heard.drain()).isEmpty();
    rig.timer.pass(Duration.ofSeconds(1));
    assertThat(rig.heard.drain())
        .containsExactly("disconnected a:5050: nothing came for 3 heartbeats of 15000 ms");
    assertThat(rig.masters.asked.get(0).cancelled).isTrue();
  }

  @Test
  void staysWhileAnythingComes() {
    WireRig rig = WireRig.subscribed();
    for (int i = 0; i < 20; i++) {
      rig.timer.pass(Duration.ofSeconds(40));
      rig.masters.last().send(WireRig.offers());
    }
    assertThat(rig.heard.drain()).doesNotContain("disconnected").hasSize(20);
  }

  @Test
  void triesForAsLongAsItTakesWithGrowingPauses() {
    WireRig rig = WireRig.subscribed();
    rig.masters.last().listener.ended();
    for (int i = 0; i < 20; i++) {
      rig.timer.pass(Duration.ofMillis(Math.min(15_000, 200L << i)));
      assertThat(rig.masters.asked).hasSize(2 + i);
      rig.masters.last().listener.broken(new ConnectException("refused"));
      rig.timer.pass(Duration.ofMillis(Math.min(15_000, 200L << (i + 1)) / 2 - 1));
      assertThat(rig.masters.asked).hasSize(2 + i);
    }
    assertThat(rig.heard.drain()).hasSize(1);
    rig.pause();
    rig.masters.last().answer(404, "a proxy's page");
    rig.pause();
    rig.masters.last().subscribed("s2", "f");
    assertThat(rig.heard.only()).isEqualTo("subscribed f 15");
  }

  @Test
  void pausesBrieflyAgainOnlyAfterAConnectionHasLasted() {
    WireRig rig = WireRig.subscribed();
    for (int i = 0; i < 10; i++) {
      rig.masters.last().listener.ended();
      rig.pause();
      rig.masters.last().subscribed("s", "f");
    }
    rig.masters.last().listener.ended();
    rig.timer.pass(Duration.ofSeconds(7));
    assertThat(rig.masters.asked).hasSize(11);
    rig.timer.pass(Duration.ofSeconds(8));
    rig.masters.last().subscribed("s", "f");
    rig.timer.pass(Duration.ofSeconds(15));
    rig.masters.last().listener.ended();
    rig.timer.pass(Duration.ofMillis(200));
    assertThat(rig.masters.asked).hasSize(13);
  }

  @Test
  void failsForGoodWhenCredentialsAreNotAcceptedLater() {
    WireRig rig = WireRig.subscribed();
    rig.masters.last().listener.ended();
    rig.pause();
    rig.masters.last().answer(401, "401 Unauthorized.");
    assertThat(rig.heard.drain()).last().asString().startsWith("failed SECURITY Lost Mesos");
  }

  @Test
  void waitsForAnElection() {
    WireRig rig = new WireRig("mesos://zk://z:2181/mesos").start();
    rig.nobodyLeads("no master has entered itself");
    assertThat(rig.masters.asked).isEmpty();
    rig.elect(A);
    rig.masters.last().subscribed("s1", "f");
    assertThat(rig.heard.only()).isEqualTo("subscribed f 15");
  }

  @Test
  void failsAfterSomeSecondsWithoutAnElection() {
    WireRig rig = new WireRig("mesos://zk://z:2181/mesos").start();
    rig.nobodyLeads("no master has entered itself");
    rig.timer.pass(Duration.ofSeconds(10));
    assertThat(rig.heard.drain())
        .containsExactly(
            "failed CLUSTER Cannot subscribe to Mesos at mesos://zk://z:2181/mesos:"
                + " no master has entered itself");
  }

  @Test
  void triesAnElectedMasterAgainThatDoesNotListenYet() {
    WireRig rig = new WireRig("mesos://zk://z:2181/mesos").start();
    rig.elect(A);
    rig.masters.last().listener.broken(new ConnectException("refused"));
    rig.timer.pass(Duration.ofSeconds(1));
    assertThat(rig.masters.asked).hasSize(2);
  }

  @Test
  void goesToTheNewLeaderAtOnce() {
    WireRig rig = new WireRig("mesos://zk://z:2181/mesos").start();
    rig.elect(A);
    rig.masters.last().subscribed("s1", "f");
    rig.heard.drain();
    rig.nobodyLeads("gone");
    assertThat(rig.masters.last().cancelled).isFalse();
    rig.elect(B);
    assertThat(rig.heard.drain())
        .containsExactly("disconnected a:5050: another master leads now: b:5050");
    assertThat(rig.masters.asked.get(0).cancelled).isTrue();
    assertThat(rig.masters.last().at).isEqualTo(B);
  }

  @Test
  void leavesItsPauseWhenALeaderIsElected() {
    WireRig rig = new WireRig("mesos://zk://z:2181/mesos").start();
    rig.elect(A);
    rig.masters.last().subscribed("s1", "f");
    rig.masters.last().listener.ended();
    rig.nobodyLeads("gone");
    rig.pause();
    assertThat(rig.masters.asked).hasSize(1);
    rig.elect(new HostPort("c", 1), B);
    assertThat(rig.masters.last().at).isEqualTo(new HostPort("c", 1));
    rig.masters.last().listener.broken(new UnresolvedAddressException());
    rig.masters.last().subscribed("s2", "f");
    assertThat(rig.masters.last().at).isEqualTo(B);
    rig.elect(B);
    rig.pause();
    assertThat(rig.masters.asked).hasSize(3);
  }

  @Test
  void closesInEveryState() {
    WireRig asked = WireRig.started();
    WireRig subscribed = WireRig.subscribed();
    WireRig pausing = WireRig.subscribed();
    pausing.masters.last().listener.ended();
    pausing.heard.drain();
    WireRig failed = WireRig.started();
    failed.masters.last().answer(401, "");
    failed.heard.drain();
    for (WireRig rig : List.of(asked, subscribed, pausing, failed)) {
      var closed = rig.wire.close().toCompletableFuture();
      assertThat(closed).isNotDone();
      rig.timer.run();
      assertThat(closed).isCompleted();
      assertThat(rig.timer.isTerminated()).isTrue();
      assertThat(rig.detectorClosed).isTrue();
      assertThat(rig.masters.last().cancelled || rig == pausing).isTrue();
      assertThat(rig.wire.close()).isCompleted();
      rig.call(Call.Type.REVIVE);
      rig.pause();
      assertThat(rig.heard.drain()).isEmpty();
    }
    assertThat(new WireRig("mesos://a:1").wire.close()).isNotNull();
  }

  @Test
  void failsWhenLeadersCannotBeLookedFor() {
    WireRig rig = new WireRig("mesos://a:5050");
    rig.detectorFailure = new NoClassDefFoundError("io/x");
    rig.start();
    assertThat(rig.heard.only())
        .startsWith("failed INTERNAL ")
        .contains("the leader cannot be looked for", "io/x");
  }

  @Test
  void refusesCallsBeforeItsStart() {
    assertThatThrownBy(() -> new WireRig("mesos://a:1").call(Call.Type.REVIVE))
        .isInstanceOf(IllegalStateException.class);
  }
}
