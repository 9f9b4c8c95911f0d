package dev.firesteel.mesos.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A framework by hand, for tests: protobuf over the JDK's client. */
final class Scheduler implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI uri;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final List<Event> seen = new ArrayList<>();
  private final FrameworkInfo info;
  private FrameworkID id = FrameworkID.getDefaultInstance();
  private String streamId = "";
  private String refusal = "";
  private InputStream body = InputStream.nullInputStream();
  private volatile boolean ended;

  Scheduler(String master, FrameworkInfo info) {
    this.uri = URI.create("http://" + master + "/api/v1/scheduler");
    this.info = info;
  }

  static FrameworkInfo.Builder info(Capability.Type... capabilities) {
    FrameworkInfo.Builder info =
        FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName("test")
            .addRoles("probe")
            .setCheckpoint(true)
            .setFailoverTimeout(60)
            .addCapabilities(Capability.newBuilder().setType(Capability.Type.MULTI_ROLE));
    for (Capability.Type each : capabilities) {
      info.addCapabilities(Capability.newBuilder().setType(each));
    }
    return info;
  }

  static Scheduler subscribed(MesosTestCluster cluster, FrameworkInfo info) {
    Scheduler scheduler = new Scheduler(cluster.master(), info);
    scheduler.subscribe();
    return scheduler;
  }

  FrameworkID id() {
    return id;
  }

  /** Why it is not subscribed; empty if it is. */
  String refusal() {
    return refusal;
  }

  String streamId() {
    return streamId;
  }

  boolean ended() {
    return ended;
  }

  void subscribe() {
    Call call =
        Call.newBuilder()
            .setType(Call.Type.SUBSCRIBE)
            .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info))
            .build();
    HttpResponse<InputStream> response = post(call, "");
    if (response.statusCode() != 200) {
      throw new IllegalStateException("SUBSCRIBE was answered with " + response.statusCode());
    }
    streamId = response.headers().firstValue("Mesos-Stream-Id").orElseThrow();
    body = response.body();
    Thread reader = new Thread(() -> read(response.body()), "test-scheduler");
    reader.setDaemon(true);
    reader.start();
    Event first = await(event -> event.hasSubscribed() || event.hasError());
    refusal = first.getError().getMessage();
    id = first.getSubscribed().getFrameworkId();
  }

  private HttpResponse<InputStream> post(Call call, String stream) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-protobuf")
            .header("Accept", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(call.toByteArray()));
    if (!stream.isEmpty()) {
      request.header("Mesos-Stream-Id", stream);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read(InputStream in) {
    try (in) {
      while (true) {
        ByteArrayOutputStream digits = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
          digits.write(next);
          next = in.read();
        }
        if (next < 0) {
          break;
        }
        int length = Integer.parseInt(digits.toString(StandardCharsets.US_ASCII));
        events.add(Event.parseFrom(in.readNBytes(length)));
      }
    } catch (IOException e) {
      // The stream broke.
    }
    ended = true;
    events.add(Event.newBuilder().setType(Event.Type.UNKNOWN).build());
  }

  int call(Call.Builder call) {
    try (InputStream answer = post(call.setFrameworkId(id).build(), streamId).body()) {
      answer.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return 202;
  }

  /** The next event that is so; others are passed over. */
  Event await(Predicate<Event> wanted) {
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        Event next = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          throw new AssertionError("It did not come; what came: " + seen);
        }
        seen.add(next);
        if (wanted.test(next)) {
          return next;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Offer offer() {
    return await(Event::hasOffers).getOffers().getOffers(0);
  }

  TaskStatus update() {
    return await(Event::hasUpdate).getUpdate().getStatus();
  }

  /** The next update of this task; acknowledged. */
  TaskStatus acknowledged(String task, TaskState state) {
    TaskStatus status =
        await(
                event ->
                    event.hasUpdate()
                        && event.getUpdate().getStatus().getTaskId().getValue().equals(task)
                        && acknowledge(event.getUpdate().getStatus()).getState() == state)
            .getUpdate()
            .getStatus();
    return status;
  }

  TaskStatus acknowledge(TaskStatus status) {
    if (status.hasUuid()) {
      call(
          Call.newBuilder()
              .setType(Call.Type.ACKNOWLEDGE)
              .setAcknowledge(
                  Call.Acknowledge.newBuilder()
                      .setAgentId(status.getAgentId())
                      .setTaskId(status.getTaskId())
                      .setUuid(status.getUuid())));
    }
    return status;
  }

  static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  static TaskInfo.Builder task(String id, AgentID agent, String command) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setAgentId(agent)
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32))
        .setCommand(CommandInfo.newBuilder().setValue(command));
  }

  void launch(Offer offer, TaskInfo... tasks) {
    Offer.Operation.Launch.Builder launch = Offer.Operation.Launch.newBuilder();
    for (TaskInfo each : tasks) {
      launch.addTaskInfos(each);
    }
    call(
        Call.newBuilder()
            .setType(Call.Type.ACCEPT)
            .setAccept(
                Call.Accept.newBuilder()
                    .addOfferIds(offer.getId())
                    .addOperations(
                        Offer.Operation.newBuilder()
                            .setType(Offer.Operation.Type.LAUNCH)
                            .setLaunch(launch))
                    .setFilters(Filters.newBuilder().setRefuseSeconds(0))));
  }

  void kill(String task) {
    call(
        Call.newBuilder()
            .setType(Call.Type.KILL)
            .setKill(Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue(task))));
  }

  void teardown() {
    call(Call.newBuilder().setType(Call.Type.TEARDOWN));
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
