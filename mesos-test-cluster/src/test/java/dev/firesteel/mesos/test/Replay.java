package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Plays the calls of a recording to a cluster and expects the events of the recording, but for ids,
 * times, and how free resources are spread over offers. Each recorded event must come, those of one
 * task in their order; other events than offers and heartbeats must not.
 */
final class Replay implements AutoCloseable {
  private static final long PATIENCE_NANOS = 15_000_000_000L;
  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private final MesosTestCluster cluster;
  private final Recording recording;
  private final Map<String, Stream> streams = new LinkedHashMap<>();

  /** Recorded ids of streams, frameworks, agents and offers, and what they are here. */
  private final Map<String, String> ids = new HashMap<>();

  private final Map<ByteString, ByteString> uuids = new HashMap<>();

  /** A stream that is open here, and what came on it and was not expected yet. */
  private final class Stream {
    private final RawHttp http;
    private final List<Event> waiting = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private boolean ended;
    private boolean inOrder;

    Stream(RawHttp http) {
      this.http = http;
      Thread reader = new Thread(this::read, "replay");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try {
        while (true) {
          byte[] chunk = http.chunk();
          if (chunk.length == 0) {
            end(true);
            return;
          }
          int newline = 0;
          while (chunk[newline] != '\n') {
            newline++;
          }
          Event event = Recording.event(Arrays.copyOfRange(chunk, newline + 1, chunk.length));
          synchronized (Replay.this) {
            all.add(normal(event, false));
            waiting.add(event);
            Replay.this.notifyAll();
          }
        }
      } catch (IOException e) {
        end(false);
      }
    }

    private void end(boolean clean) {
      synchronized (Replay.this) {
        ended = true;
        inOrder = clean;
        Replay.this.notifyAll();
      }
    }
  }

  Replay(MesosTestCluster cluster, String recording) {
    this.cluster = cluster;
    this.recording = Recording.named(recording);
  }

  void run() throws IOException, InterruptedException {
    List<Recording.Step> todo = new ArrayList<>(recording.steps());
    while (!todo.isEmpty()) {
      Recording.Step step = todo.remove(0);
      if (step instanceof Recording.Sent sent) {
        if (!recording.isThere(sent.name())) {
          continue;
        }
        int needed = needs(sent, todo);
        if (needed >= 0) {
          // It answers an event that was written down a little later.
          todo.add(needed + 1, step);
          continue;
        }
        send(sent.name());
      } else if (step instanceof Recording.Came came) {
        expect(came);
      } else if (step instanceof Recording.Closed closed) {
        closed(closed);
      } else if (step instanceof Recording.Remark remark) {
        act(remark.text());
      }
    }
    for (Map.Entry<String, Stream> each : streams.entrySet()) {
      synchronized (this) {
        assertThat(
                each.getValue().waiting.stream()
                    .filter(event -> !event.hasOffers())
                    .filter(event -> event.getType() != Event.Type.HEARTBEAT)
                    .filter(
                        event ->
                            !uuids.containsValue(event.getUpdate().getStatus().getUuid())
                                || !event.getUpdate().getStatus().hasUuid())
                    .map(event -> normal(event, false)))
            .as("came on %s and was not recorded", each.getKey())
            .isEmpty();
      }
    }
  }

  /** Where the first event is that a call depends on and that has not been expected; -1: none. */
  private int needs(Recording.Sent sent, List<Recording.Step> todo) throws IOException {
    Optional<Call> call = recording.call(sent.name());
    if (call.isEmpty()) {
      return -1;
    }
    for (int i = 0; i < todo.size(); i++) {
      if (todo.get(i) instanceof Recording.Came came) {
        Event event = came.event();
        boolean acknowledges =
            event.hasUpdate()
                && call.get().hasAcknowledge()
                && event
                    .getUpdate()
                    .getStatus()
                    .getUuid()
                    .equals(call.get().getAcknowledge().getUuid())
                && !uuids.containsKey(call.get().getAcknowledge().getUuid());
        boolean accepts =
            event.getOffers().getOffersList().stream()
                .anyMatch(
                    offer ->
                        (call.get().getAccept().getOfferIdsList().contains(offer.getId())
                                || call.get()
                                    .getDecline()
                                    .getOfferIdsList()
                                    .contains(offer.getId()))
                            && !ids.containsKey(offer.getId().getValue()));
        boolean knows =
            event.hasSubscribed()
                && call.get().getFrameworkId().equals(event.getSubscribed().getFrameworkId())
                && !ids.containsKey(call.get().getFrameworkId().getValue());
        if (acknowledges || accepts || knows) {
          return i;
        }
      }
    }
    return -1;
  }

  private void act(String text) throws IOException {
    if (text.startsWith("kill -9 agent")) {
      cluster.killAgent(0);
    } else if (text.startsWith("agent restarted")
        || text.startsWith("restart agent")
        || text.startsWith("agent started again")) {
      cluster.restartAgent(0);
    } else if (text.startsWith("kill -USR1 agent")) {
      cluster.shutDownAgent(0);
    } else if (text.startsWith("kill -9 master")) {
      cluster.stopMaster();
    } else if (text.startsWith("master answers /health again")) {
      cluster.startMaster();
    } else if (text.startsWith("socket closed by scheduler")) {
      last().http.close();
    }
  }

  private Stream last() {
    return List.copyOf(streams.values()).get(streams.size() - 1);
  }

  private void closed(Recording.Closed closed) throws IOException, InterruptedException {
    Stream stream = streams.get(closed.stream());
    if (stream == null) {
      return; // an answer like any other
    }
    if (!closed.inOrder() && !stream.ended && closed.at() > 3 && streams.size() > 1) {
      stream.http.close();
    }
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    synchronized (this) {
      while (!stream.ended && System.nanoTime() < deadline) {
        wait(100);
      }
      assertThat(stream.ended).as("%s ended", closed.stream()).isTrue();
      assertThat(stream.inOrder)
          .as("%s ended in order", closed.stream())
          .isEqualTo(closed.inOrder());
    }
  }

  private Stream stream(String name) {
    return Objects.requireNonNull(streams.get(name), "No stream " + name);
  }

  private void send(String name) throws IOException {
    Optional<Call> call = recording.call(name);
    byte[] request = recording.requestBody(name);
    if (call.isPresent() && call.get().hasType()) {
      request = here(call.get()).toByteArray();
    }
    List<String> head = new ArrayList<>();
    for (String line : recording.requestHead(name)) {
      if (line.startsWith("Content-Length:")) {
        head.add("Content-Length: " + request.length);
      } else {
        head.add(here(line));
      }
    }
    RawHttp answer = RawHttp.send(cluster.master(), head, request);
    List<String> recorded = recording.responseHead(name);
    assertThat(answer.head().get(0)).as(name).isEqualTo(recorded.get(0));
    assertThat(names(answer.head())).as(name).isEqualTo(names(recorded));
    if (names(recorded).contains("Mesos-Stream-Id")) {
      recorded.stream()
          .filter(line -> line.startsWith("Mesos-Stream-Id: "))
          .forEach(
              line ->
                  ids.put(
                      line.substring("Mesos-Stream-Id: ".length()),
                      answer.header("Mesos-Stream-Id")));
      streams.put(name, new Stream(answer));
    } else {
      Optional<String> body = recording.responseBody(name);
      if (body.isPresent()) {
        assertThat(answer.body()).as(name).isEqualTo(here(body.get()));
      }
      answer.close();
    }
  }

  private static List<String> names(List<String> head) {
    return head.stream().skip(1).map(line -> line.substring(0, line.indexOf(':'))).toList();
  }

  private String here(String text) {
    String translated = text;
    for (Map.Entry<String, String> each : ids.entrySet()) {
      // Offers' ids begin with masters': whole ids only.
      translated = translated.replaceAll("\\b" + each.getKey() + "(?![-\\w])", each.getValue());
    }
    return translated;
  }

  private Call here(Call call) {
    try {
      return Call.parseFrom(translate(call.toByteString(), Call.newBuilder(call)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private ByteString translate(ByteString bytes, Call.Builder call) {
    if (call.hasFrameworkId()) {
      call.setFrameworkId(
          FrameworkID.newBuilder().setValue(here(call.getFrameworkId().getValue())));
    }
    if (call.getSubscribe().getFrameworkInfo().hasId()) {
      call.getSubscribeBuilder()
          .getFrameworkInfoBuilder()
          .setId(
              FrameworkID.newBuilder()
                  .setValue(here(call.getSubscribe().getFrameworkInfo().getId().getValue())));
    }
    if (call.hasUpdateFramework()) {
      call.getUpdateFrameworkBuilder().getFrameworkInfoBuilder().setId(call.getFrameworkId());
    }
    for (OfferID.Builder each : call.getAcceptBuilder().getOfferIdsBuilderList()) {
      each.setValue(here(each.getValue()));
    }
    for (OfferID.Builder each : call.getDeclineBuilder().getOfferIdsBuilderList()) {
      each.setValue(here(each.getValue()));
    }
    for (Offer.Operation.Builder each : call.getAcceptBuilder().getOperationsBuilderList()) {
      each.getLaunchBuilder()
          .getTaskInfosBuilderList()
          .forEach(task -> task.setAgentId(here(task.getAgentId())));
    }
    for (Call.Reconcile.Task.Builder each : call.getReconcileBuilder().getTasksBuilderList()) {
      if (each.hasAgentId()) {
        each.setAgentId(here(each.getAgentId()));
      }
    }
    if (call.hasKill() && call.getKill().hasAgentId()) {
      call.getKillBuilder().setAgentId(here(call.getKill().getAgentId()));
    }
    if (call.hasShutdown()) {
      call.getShutdownBuilder().setAgentId(here(call.getShutdown().getAgentId()));
    }
    if (call.hasAcknowledge()) {
      Call.Acknowledge ack = call.getAcknowledge();
      call.getAcknowledgeBuilder()
          .setAgentId(here(ack.getAgentId()))
          .setUuid(uuids.getOrDefault(ack.getUuid(), ack.getUuid()));
    }
    // Builders that were only looked at must not appear.
    Call.Builder bare = call.clone();
    switch (call.getType()) {
      case ACCEPT -> bare.clearDecline().clearReconcile();
      case DECLINE -> bare.clearAccept().clearReconcile();
      case RECONCILE -> bare.clearAccept().clearDecline();
      default -> bare.clearAccept().clearDecline().clearReconcile();
    }
    if (call.getType() == Call.Type.ACCEPT && !contains(bytes, Call.ACCEPT_FIELD_NUMBER)) {
      bare.clearAccept();
    }
    return bare.buildPartial().toByteString();
  }

  private static boolean contains(ByteString bytes, int field) {
    try {
      Call call = Call.parseFrom(bytes);
      return call.getAllFields().keySet().stream().anyMatch(each -> each.getNumber() == field);
    } catch (IOException e) {
      return false;
    }
  }

  private AgentID here(AgentID agent) {
    return AgentID.newBuilder().setValue(here(agent.getValue())).build();
  }

  private void expect(Recording.Came came) throws InterruptedException {
    Event recorded = came.event();
    if (recorded.getType() == Event.Type.HEARTBEAT) {
      return;
    }
    Stream stream = stream(came.stream());
    if (recorded.hasOffers()) {
      recorded.getOffers().getOffersList().forEach(offer -> expect(stream, offer));
      return;
    }
    String wanted = normal(recorded, true);
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    synchronized (this) {
      while (System.nanoTime() < deadline) {
        for (Event each : stream.waiting) {
          if (normal(each, false).equals(wanted)) {
            inOrder(stream, each);
            stream.waiting.remove(each);
            learn(recorded, each);
            return;
          }
        }
        wait(100);
      }
      throw new AssertionError(
          came.stream()
              + " at "
              + came.at()
              + ": expected "
              + wanted
              + "\nbut came "
              + String.join("\n  ", stream.all));
    }
  }

  /** What was said earlier of the same task must have been expected earlier. */
  private void inOrder(Stream stream, Event event) {
    if (event.hasUpdate()) {
      for (Event each : stream.waiting) {
        if (each == event) {
          return;
        }
        boolean again =
            each.getUpdate().getStatus().hasUuid()
                && uuids.containsValue(each.getUpdate().getStatus().getUuid());
        assertThat(again ? TaskID.getDefaultInstance() : each.getUpdate().getStatus().getTaskId())
            .as("before %s", normal(event, false))
            .isNotEqualTo(event.getUpdate().getStatus().getTaskId());
      }
    }
  }

  private void learn(Event recorded, Event here) {
    if (recorded.hasSubscribed()) {
      ids.put(
          recorded.getSubscribed().getFrameworkId().getValue(),
          here.getSubscribed().getFrameworkId().getValue());
      ids.put(
          recorded.getSubscribed().getMasterInfo().getId(),
          here.getSubscribed().getMasterInfo().getId());
    }
    if (recorded.getUpdate().getStatus().hasUuid()) {
      uuids.put(recorded.getUpdate().getStatus().getUuid(), here.getUpdate().getStatus().getUuid());
    }
  }

  private void expect(Stream stream, Offer recorded) {
    long start = System.nanoTime();
    synchronized (this) {
      while (System.nanoTime() < start + PATIENCE_NANOS) {
        long waited = System.nanoTime() - start;
        for (Event event : List.copyOf(stream.waiting)) {
          for (Offer offer : event.getOffers().getOffersList()) {
            if (!ids.containsValue(offer.getId().getValue())
                && Likeness.isLike(offer, recorded, waited, PATIENCE_NANOS)) {
              ids.put(recorded.getId().getValue(), offer.getId().getValue());
              ids.put(recorded.getAgentId().getValue(), offer.getAgentId().getValue());
              return;
            }
          }
        }
        try {
          wait(100);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
      throw new AssertionError(
          "No offer came like " + Likeness.amounts(recorded) + " but " + stream.all);
    }
  }

  /** An event without what differs from run to run. */
  private String normal(Event event, boolean recorded) {
    StringBuilder text = new StringBuilder(event.getType().toString());
    if (event.hasUpdate()) {
      TaskStatus status = event.getUpdate().getStatus();
      text.append(" ").append(status.getTaskId().getValue());
      text.append(" ").append(status.getState());
      text.append(" ").append(message(status.getMessage(), recorded));
      text.append(" ").append(status.getSource());
      text.append(" ").append(status.hasReason() ? status.getReason() : "no reason");
      text.append(status.hasUuid() ? " uuid" : "");
      text.append(status.hasExecutorId() ? " executor" : "");
      text.append(status.hasContainerStatus() ? " container" : "");
      text.append(status.hasUnreachableTime() ? " unreachable" : "");
      text.append(" ").append(message(status.getAgentId().getValue(), recorded));
    } else if (event.hasRescind()) {
      text.append(" one");
    } else if (event.hasFailure()) {
      text.append(" ").append(message(event.getFailure().getAgentId().getValue(), recorded));
    } else if (event.hasError()) {
      text.append(" ").append(event.getError().getMessage());
    } else if (event.hasSubscribed()) {
      text.append(" every ").append(event.getSubscribed().getHeartbeatIntervalSeconds());
    }
    return text.toString();
  }

  private String message(String text, boolean recorded) {
    return (recorded ? here(text) : text)
        .replaceAll("'/[^']*/runs/[^']*'", "'SANDBOX'")
        .replaceAll(UUID, "UUID")
        .replaceAll("UUID-O[0-9]+", "OFFER")
        .replaceAll("more than available .*", "more than available AMOUNTS")
        .replaceAll("127\\.0\\.0\\.[0-9]+", "HOST");
  }

  @Override
  public void close() throws IOException {
    for (Stream each : streams.values()) {
      each.http.close();
    }
  }
}
