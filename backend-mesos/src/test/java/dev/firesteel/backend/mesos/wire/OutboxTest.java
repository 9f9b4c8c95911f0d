package dev.firesteel.backend.mesos.wire;

import static org.apache.mesos.v1.scheduler.Protos.Call.Type.ACCEPT;
import static org.apache.mesos.v1.scheduler.Protos.Call.Type.ACKNOWLEDGE;
import static org.apache.mesos.v1.scheduler.Protos.Call.Type.DECLINE;
import static org.apache.mesos.v1.scheduler.Protos.Call.Type.KILL;
import static org.apache.mesos.v1.scheduler.Protos.Call.Type.REVIVE;
import static org.apache.mesos.v1.scheduler.Protos.Call.Type.TEARDOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutboxTest {
  private static final IOException CLOSED =
      new IOException("HTTP/1.1 header parser received no bytes");

  @Test
  void losesCallsWhileItIsNotConnected() {
    WireRig rig = WireRig.started();
    rig.call(REVIVE);
    assertThat(rig.heard.drain()).containsExactly("lost REVIVE NOT_DELIVERED");
  }

  @Test
  void sendsCallsOneByOneInOrder() {
    WireRig rig = WireRig.subscribed().call(ACCEPT, DECLINE, KILL);
    assertThat(rig.masters.posted).hasSize(1);
    FakeTransport.Posted first = rig.posted();
    assertThat(first.type()).isEqualTo(ACCEPT);
    assertThat(first.streamId()).isEqualTo("s1");
    assertThat(FakeTransport.call(first.bytes()).getFrameworkId().getValue()).isEqualTo("f");
    first.accept();
    FakeTransport.Posted second = rig.posted();
    assertThat(second.type()).isEqualTo(DECLINE);
    assertThat(rig.masters.posted).isEmpty();
    second.accept();
    rig.posted().accept();
    assertThat(rig.heard.drain())
        .containsExactly("accepted ACCEPT", "accepted DECLINE", "accepted KILL");
  }

  @ParameterizedTest
  @CsvSource({"400,Not a Valid UUID", "403,Forbidden", "415,no", "405,no"})
  void tellsRefusalsAndGoesOn(int status, String sentence) {
    WireRig rig = WireRig.subscribed().call(ACKNOWLEDGE, REVIVE);
    rig.posted().answer(status, sentence);
    rig.posted().accept();
    assertThat(rig.heard.drain())
        .containsExactly("refused ACKNOWLEDGE " + status + " " + sentence, "accepted REVIVE");
    assertThat(rig.masters.last().cancelled).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "403,Framework is not subscribed",
    "400,Framework cannot be found",
    "400,The stream ID 'x' included in this request didn't match the stream ID currently associated",
    "307,''",
    "503,Master has not finished recovery"
  })
  void subscribesAgainWhenTheMasterHasForgottenIt(int status, String sentence) {
    WireRig rig = WireRig.subscribed().call(ACCEPT, REVIVE);
    rig.posted().answer(status, sentence);
    List<String> heard = rig.heard.drain();
    assertThat(heard).hasSize(3).contains("lost ACCEPT NOT_DELIVERED", "lost REVIVE NOT_DELIVERED");
    assertThat(heard.get(1)).startsWith("disconnected a:5050: ");
    assertThat(rig.masters.last().cancelled).isTrue();
    rig.timer.pass(Duration.ofMillis(200));
    assertThat(rig.masters.asked).hasSize(2);
  }

  @Test
  void doesNotKnowWhatCameOfACallThatFailedAtTheMaster() {
    WireRig rig = WireRig.subscribed().call(ACCEPT);
    rig.posted().answer(500, "Discarded");
    assertThat(rig.heard.drain())
        .containsExactly("lost ACCEPT UNKNOWN", "disconnected a:5050: it answered 500 'Discarded'");
  }

  @Test
  void failsWhenCredentialsAreNotAccepted() {
    WireRig rig = WireRig.subscribed().call(REVIVE);
    rig.posted().answer(401, "401 Unauthorized.");
    assertThat(rig.heard.only()).startsWith("failed SECURITY Lost Mesos at mesos://a:5050");
    assertThat(rig.masters.last().cancelled).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Call.Type.class,
      names = {"ACKNOWLEDGE", "RECONCILE", "KILL", "DECLINE", "REVIVE", "SUPPRESS", "TEARDOWN"})
  void repeatsOnceWhatMayComeTwice(Call.Type type) {
    WireRig rig = WireRig.subscribed().call(type);
    rig.posted().listener().broken(CLOSED);
    FakeTransport.Posted again = rig.posted();
    assertThat(again.type()).isEqualTo(type);
    assertThat(rig.heard.drain()).isEmpty();
    again.listener().broken(CLOSED);
    assertThat(rig.heard.drain())
        .containsExactly(
            "lost " + type + " UNKNOWN",
            "disconnected a:5050: HTTP/1.1 header parser received no bytes");
  }

  @ParameterizedTest
  @EnumSource(
      value = Call.Type.class,
      names = {"ACCEPT", "SHUTDOWN", "MESSAGE", "REQUEST", "UPDATE_FRAMEWORK"})
  void neverRepeatsWhatMayNotComeTwice(Call.Type type) {
    WireRig rig = WireRig.subscribed().call(type, REVIVE);
    rig.posted().listener().broken(CLOSED);
    assertThat(rig.heard.drain()).containsExactly("lost " + type + " UNKNOWN");
    assertThat(rig.posted().type()).isEqualTo(REVIVE);
    assertThat(rig.masters.last().cancelled).isFalse();
  }

  @Test
  void knowsThatACallWasNotSentWhereNobodyListensAnyMore() {
    WireRig rig = WireRig.subscribed().call(ACCEPT);
    rig.posted().listener().broken(new ConnectException("refused"));
    assertThat(rig.heard.drain())
        .containsExactly("lost ACCEPT NOT_DELIVERED", "disconnected a:5050: refused");
  }

  @Test
  void repeatsNothingThatWasNotAnsweredInTime() {
    WireRig rig = WireRig.subscribed().call(DECLINE, REVIVE);
    rig.posted().listener().broken(new HttpTimeoutException("request timed out"));
    assertThat(rig.masters.posted).isEmpty();
    assertThat(rig.heard.drain())
        .containsExactly(
            "lost DECLINE UNKNOWN",
            "disconnected a:5050: it does not answer in time",
            "lost REVIVE NOT_DELIVERED");
  }

  @Test
  void losesWhatIsUnderWayWhenTheStreamEnds() {
    WireRig rig = WireRig.subscribed().call(ACCEPT, DECLINE);
    rig.masters.last().listener.ended();
    assertThat(rig.heard.drain())
        .containsExactly(
            "disconnected a:5050: it ended the stream",
            "lost ACCEPT UNKNOWN",
            "lost DECLINE NOT_DELIVERED");
    rig.posted().accept();
    assertThat(rig.heard.drain()).isEmpty();
    assertThat(rig.masters.posted).isEmpty();
  }

  static List<Boolean> streamEndsFirst() {
    return List.of(true, false);
  }

  @ParameterizedTest
  @MethodSource("streamEndsFirst")
  void isQuietAfterATeardown(boolean streamEndsFirst) {
    WireRig rig = WireRig.subscribed().call(TEARDOWN);
    if (streamEndsFirst) {
      rig.masters.last().listener.ended();
      rig.posted().accept();
    } else {
      rig.posted().accept();
      rig.masters.last().listener.ended();
    }
    assertThat(rig.heard.drain()).containsExactly("accepted TEARDOWN");
    rig.pause();
    assertThat(rig.masters.asked).hasSize(1);
    rig.call(REVIVE);
    assertThat(rig.heard.drain()).containsExactly("lost REVIVE NOT_DELIVERED");
  }

  @Test
  void takesTheFirstOfTwoTeardownsForDone() {
    WireRig rig = WireRig.subscribed().call(TEARDOWN);
    rig.masters.last().listener.ended();
    rig.posted().listener().broken(CLOSED);
    rig.posted().answer(400, "Framework cannot be found");
    assertThat(rig.heard.drain()).containsExactly("accepted TEARDOWN");
    rig.pause();
    assertThat(rig.masters.asked).hasSize(1);
  }

  @Test
  void comesBackWhenATeardownWasNotTaken() {
    WireRig rig = WireRig.subscribed().call(TEARDOWN);
    rig.masters.last().listener.ended();
    rig.posted().listener().broken(new HttpTimeoutException("late"));
    assertThat(rig.heard.drain())
        .containsExactly("lost TEARDOWN UNKNOWN", "disconnected a:5050: it ended the stream");
    rig.pause();
    assertThat(rig.masters.asked).hasSize(2);
  }

  static List<String> requests() throws IOException {
    return Recorded.files(".request.bin");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void encodesCallsAsRecordedOnesAre(String file) throws IOException {
    byte[] recorded = Recorded.bytes(file);
    Call call = Call.parseFrom(recorded);
    WireRig rig = WireRig.started();
    if (call.getType() == Call.Type.SUBSCRIBE) {
      rig = new WireRig("mesos://a:5050");
      rig.wire.start(call.getSubscribe().getFrameworkInfo(), rig.heard);
      rig.timer.run();
      assertThat(rig.masters.last().call.toByteArray()).isEqualTo(recorded);
      return;
    }
    rig.masters.last().subscribed("s1", call.getFrameworkId().getValue());
    rig.wire.call(call.toBuilder().clearFrameworkId().build());
    rig.timer.run();
    assertThat(rig.posted().bytes()).isEqualTo(recorded);
  }
}
