package dev.firesteel.backend.mesos.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire over real HTTP, with masters that answer as a test says, or as a real one did. */
class HttpWireTest {
  private final HeardEvents heard = new HeardEvents();
  private final List<SchedulerWire> wires = new ArrayList<>();
  private ScriptedMaster master;

  @BeforeEach
  void start() throws IOException {
    master = ScriptedMaster.start();
  }

  @AfterEach
  void end() throws Exception {
    for (SchedulerWire wire : wires) {
      wire.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
    master.close();
  }

  @Test
  void failsWhereNobodyListens() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    open("mesos://127.0.0.1:" + port, Config.empty());
    assertThat(heard.next())
        .startsWith(
            "failed CONFIGURATION Cannot subscribe to Mesos at mesos://127.0.0.1:"
                + port
                + ": nobody listens there: ");
  }

  @Test
  void failsWhereTheNameIsUnknown() throws Exception {
    open("mesos://nobody.invalid:5050", Config.empty());
    assertThat(heard.next())
        .startsWith("failed CONFIGURATION ")
        .contains("mesos://nobody.invalid:5050: the name of its host is unknown (check");
  }

  @Test
  void failsWhereZooKeeperDoesNotAnswer() throws Exception {
    open("mesos://zk://127.0.0.1:1/mesos", Config.empty().with(WireKeys.CONNECT_TIMEOUT, "200ms"));
    assertThat(heard.next())
        .isEqualTo(
            "failed CLUSTER Cannot subscribe to Mesos at mesos://zk://127.0.0.1:1/mesos:"
                + " ZooKeeper does not answer at 127.0.0.1:1 (check its addresses, and that it runs)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"})
  void failsWhereNoMesosIs(String greeting) throws Exception {
    open();
    ScriptedMaster.Request request = master.next();
    request.send(greeting);
    request.socket().close();
    assertThat(heard.next())
        .startsWith("failed CONFIGURATION ")
        .contains("no Mesos master is there");
  }

  @Test
  void failsWhereConnectionsAreClosedWithoutAnAnswer() throws Exception {
    open();
    master.next().socket().close();
    assertThat(heard.next())
        .startsWith("failed CONFIGURATION ")
        .contains("it closes the connection instead of an answer", "firesteel.mesos.tls");
  }

  @Test
  void failsWithTheAnswersOfARealMesos() throws Exception {
    open();
    master.next().send(answer("20-authentication/01-subscribe-no-auth"));
    assertThat(heard.next()).startsWith("failed SECURITY ").contains("secret-file");
    open();
    master.next().send(answer("20-authentication/08-SUBSCRIBE-other-principal"));
    assertThat(heard.next())
        .startsWith("failed CONFIGURATION ")
        .contains("'probe' does not match principal 'other'", "firesteel.mesos.principal");
    open();
    master.next().send(answer("11-bad-calls/21-subscribe-accept-html"));
    assertThat(heard.next()).startsWith("failed CLUSTER ").contains("406 'Expecting 'Accept'");
  }

  @Test
  void asksAsARecordedClientDid() throws Exception {
    open();
    ScriptedMaster.Request request = master.next();
    assertThat(request.head()).startsWith("POST /api/v1/scheduler HTTP/1.1\r\n");
    assertThat(request.header("Content-Type")).contains("application/x-protobuf");
    assertThat(request.header("Accept")).contains("application/x-protobuf");
    assertThat(request.header("Host")).contains(master.address().toString());
    assertThat(request.header("Mesos-Stream-Id")).isEmpty();
    assertThat(request.header("Authorization")).isEmpty();
    assertThat(request.header("Expect")).isEmpty();
    assertThat(request.header("Upgrade")).isEmpty();
    assertThat(request.call().getType()).isEqualTo(Call.Type.SUBSCRIBE);
  }

  @Test
  void provesItsIdentityWithTheFirstRequest(@TempDir Path directory) throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "s3cr\u00e9t\n");
    SchedulerWire wire =
        open(
            url(),
            Config.empty()
                .with(WireKeys.PRINCIPAL, "probe")
                .with(WireKeys.SECRET_FILE, secret.toString()));
    ScriptedMaster.Request subscribe = master.next();
    String basic = "Basic cHJvYmU6czNjcsOpdA==";
    assertThat(subscribe.header("Authorization")).contains(basic);
    subscribed(subscribe);
    assertThat(heard.next()).startsWith("subscribed ");
    wire.call(call(Call.Type.REVIVE));
    assertThat(master.next().header("Authorization")).contains(basic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02-launch-finish/01-SUBSCRIBE",
        "12-failover/08-SUBSCRIBE-third-changed-info",
        "19-master-restart/01-SUBSCRIBE",
        "25-zk-two-masters/17-SUBSCRIBE"
      })
  void hearsRecordedStreamsToTheirEnd(String stream) throws Exception {
    SchedulerWire wire = open();
    ScriptedMaster.Request request = master.next();
    request.send(Recorded.bytes(stream + ".response-headers.txt"));
    byte[] body = Recorded.bytes(stream + ".response.raw-chunked.bin");
    request.send(body);
    boolean clean = new String(body, StandardCharsets.ISO_8859_1).endsWith("\r\n0\r\n\r\n");
    request.socket().shutdownOutput();
    for (String event : expected(stream)) {
      assertThat(heard.next()).startsWith(event);
    }
    assertThat(heard.next())
        .startsWith("disconnected " + master.address() + ": ")
        .endsWith(clean ? "it ended the stream" : "EOF reached while reading");
    assertThat(master.next().call().hasFrameworkId()).isTrue();
    assertThat(wire.close()).isNotNull();
  }

  @Test
  void tellsThatAnotherDriverTookOver() throws Exception {
    open();
    ScriptedMaster.Request request = master.next();
    request.send(Recorded.bytes("12-failover/01-SUBSCRIBE-first.response-headers.txt"));
    request.send(Recorded.bytes("12-failover/01-SUBSCRIBE-first.response.raw-chunked.bin"));
    String last = heard.next();
    while (!last.startsWith("failed")) {
      last = heard.next();
    }
    assertThat(last).contains("CLUSTER Lost Mesos at", "another driver has subscribed");
  }

  @Test
  void followsTheRedirectionOfAStandby() throws Exception {
    try (ScriptedMaster leader = ScriptedMaster.start()) {
      open();
      String recorded =
          new String(
              Recorded.bytes("25-zk-two-masters/15-subscribe-at-standby.response-headers.txt"),
              StandardCharsets.US_ASCII);
      assertThat(recorded).contains("Location: //127.0.0.1:5050/master/api/v1/scheduler");
      master.next().send(recorded.replace("127.0.0.1:5050", leader.address().toString()));
      subscribed(leader.next());
      assertThat(heard.next()).startsWith("subscribed ");
    }
  }

  @Test
  void sendsCallsOnOneConnectionThatLasts() throws Exception {
    SchedulerWire wire = open();
    ScriptedMaster.Request stream = subscribed(master.next());
    assertThat(heard.next()).startsWith("subscribed ");
    wire.call(call(Call.Type.REVIVE));
    wire.call(call(Call.Type.SUPPRESS));
    ScriptedMaster.Request first = master.next();
    assertThat(first.call().getType()).isEqualTo(Call.Type.REVIVE);
    assertThat(first.header("Mesos-Stream-Id")).contains("c46e4370-e403-4eb5-92cc-0cb014d52b85");
    assertThat(first.header("Content-Type")).contains("application/x-protobuf");
    first.accept();
    ScriptedMaster.Request second = master.next();
    assertThat(second.call().getType()).isEqualTo(Call.Type.SUPPRESS);
    second.accept();
    assertThat(heard.next()).isEqualTo("accepted REVIVE");
    assertThat(heard.next()).isEqualTo("accepted SUPPRESS");
    assertThat(second.socket()).isSameAs(first.socket()).isNotSameAs(stream.socket());
  }

  @Test
  void losesAnAcceptAndRepeatsADeclineWhoseConnectionIsClosed() throws Exception {
    SchedulerWire wire = open();
    subscribed(master.next());
    assertThat(heard.next()).startsWith("subscribed ");
    wire.call(call(Call.Type.ACCEPT));
    wire.call(call(Call.Type.DECLINE));
    master.next().reset();
    assertThat(heard.next()).isEqualTo("lost ACCEPT UNKNOWN");
    master.next().socket().close();
    ScriptedMaster.Request again = master.next();
    assertThat(again.call().getType()).isEqualTo(Call.Type.DECLINE);
    again.accept();
    assertThat(heard.next()).isEqualTo("accepted DECLINE");
  }

  @Test
  void tellsRefusalsOfARealMesos() throws Exception {
    SchedulerWire wire = open();
    subscribed(master.next());
    assertThat(heard.next()).startsWith("subscribed ");
    wire.call(call(Call.Type.KILL));
    master.next().send(answer("11-bad-calls/04-kill-without-kill"));
    assertThat(heard.next())
        .isEqualTo(
            "refused KILL 400 Failed to validate scheduler::Call: Expecting 'kill' to be present");
    wire.call(call(Call.Type.KILL));
    master.next().send(answer("11-bad-calls/09-wrong-stream-id"));
    assertThat(heard.next()).isEqualTo("lost KILL NOT_DELIVERED");
    assertThat(heard.next()).startsWith("disconnected ").contains("The stream ID 'deadbeef");
    assertThat(master.next().call().getType()).isEqualTo(Call.Type.SUBSCRIBE);
  }

  @Test
  void leavesAMasterWhoseHeartbeatsStop() throws Exception {
    open();
    ScriptedMaster.Request request = master.next();
    request.send(Recorded.bytes("02-launch-finish/01-SUBSCRIBE.response-headers.txt"));
    Event.Subscribed.Builder subscribed =
        Event.Subscribed.newBuilder()
            .setFrameworkId(FrameworkID.newBuilder().setValue("f"))
            .setHeartbeatIntervalSeconds(0.1);
    byte[] event =
        Event.newBuilder()
            .setType(Event.Type.SUBSCRIBED)
            .setSubscribed(subscribed)
            .build()
            .toByteArray();
    String length = event.length + "\n";
    request.send(Integer.toHexString(length.length() + event.length) + "\r\n" + length);
    request.send(event);
    request.send("\r\n");
    assertThat(heard.next()).isEqualTo("subscribed f 0");
    assertThat(heard.next()).endsWith("nothing came for 3 heartbeats of 100 ms");
    request.ended().get(30, TimeUnit.SECONDS);
    assertThat(master.next().call().getFrameworkId().getValue()).isEqualTo("f");
  }

  @Test
  void endsItsConnectionsWhenItIsClosed() throws Exception {
    SchedulerWire wire = open();
    ScriptedMaster.Request stream = subscribed(master.next());
    assertThat(heard.next()).startsWith("subscribed ");
    wire.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
    stream.ended().get(30, TimeUnit.SECONDS);
    assertThat(heard.drain()).isEmpty();
  }

  @Test
  void endsAnAskingConnectionWhenItIsClosed() throws Exception {
    SchedulerWire wire = open();
    ScriptedMaster.Request asking = master.next();
    wire.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
    asking.ended().get(30, TimeUnit.SECONDS);
    assertThat(heard.drain()).isEmpty();
  }

  private SchedulerWire open() {
    return open(url(), Config.empty());
  }

  private SchedulerWire open(String url, Config config) {
    SchedulerWire wire =
        Wires.open(MesosMaster.parse(new MasterUrl(url)), MasterAccess.of(config), config);
    wires.add(wire);
    wire.start(FrameworkInfo.newBuilder().setName("n").setUser("u").build(), heard);
    return wire;
  }

  private String url() {
    return "mesos://" + master.address();
  }

  /** Subscribes as a real one did, and leaves the stream open. */
  static ScriptedMaster.Request subscribed(ScriptedMaster.Request request) throws IOException {
    request.send(Recorded.bytes("02-launch-finish/01-SUBSCRIBE.response-headers.txt"));
    byte[] record =
        firstRecord(Recorded.bytes("02-launch-finish/01-SUBSCRIBE.response.recordio.bin"));
    request.send(Integer.toHexString(record.length) + "\r\n");
    request.send(record);
    request.send("\r\n");
    return request;
  }

  private static byte[] firstRecord(byte[] stream) {
    String text = new String(stream, StandardCharsets.ISO_8859_1);
    int newline = text.indexOf('\n');
    int end = newline + 1 + Integer.parseInt(text.substring(0, newline));
    return text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] answer(String name) throws IOException {
    String head =
        new String(Recorded.bytes(name + ".response-headers.txt"), StandardCharsets.UTF_8);
    String body = new String(Recorded.bytes(name + ".response-body.txt"), StandardCharsets.UTF_8);
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /** How the events of a recorded stream are heard. */
  private static List<String> expected(String stream) throws IOException {
    String[] parts = stream.split("/", 2);
    String mark = "<-- " + parts[1] + " event ";
    return new String(Recorded.bytes(parts[0] + "/timeline.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains(mark))
        .map(line -> line.substring(line.indexOf(mark) + mark.length()))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .filter(type -> !type.equals("HEARTBEAT"))
        .map(type -> type.equals("SUBSCRIBED") ? "subscribed " : "event " + type)
        .toList();
  }

  private static Call call(Call.Type type) {
    return Call.newBuilder().setType(type).build();
  }
}
