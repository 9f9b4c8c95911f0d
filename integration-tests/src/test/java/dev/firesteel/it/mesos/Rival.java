package dev.firesteel.it.mesos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Another framework: it takes whatever it is offered, whole, for tasks that do nothing for a
 * moment.
 */
final class Rival implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong finished = new AtomicLong();
  private final URI master;
  private final String streamId;
  private final InputStream stream;
  private FrameworkID id = FrameworkID.getDefaultInstance();
  private long launched;
  private boolean closed;

  /** Subscribes with a role of its own. */
  Rival(String master) throws IOException {
    this.master = URI.create("http://" + master + "/api/v1/scheduler");
    FrameworkInfo.Builder info =
        FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName("rival")
            .addRoles("rival")
            .addCapabilities(Capability.newBuilder().setType(Capability.Type.MULTI_ROLE));
    HttpResponse<InputStream> answer =
        post(
            Call.newBuilder()
                .setType(Call.Type.SUBSCRIBE)
                .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(info))
                .build(),
            "");
    streamId = answer.headers().firstValue("Mesos-Stream-Id").orElseThrow();
    stream = answer.body();
    id = read().getSubscribed().getFrameworkId();
    Thread reader = new Thread(this::run, "rival");
    reader.setDaemon(true);
    reader.start();
  }

  String id() {
    return id.getValue();
  }

  /** How many tasks have done what they were for. */
  long finished() {
    return finished.get();
  }

  private HttpResponse<InputStream> post(Call call, String streamed) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(master)
            .header("Content-Type", "application/x-protobuf")
            .header("Accept", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(call.toByteArray()));
    if (!streamed.isEmpty()) {
      request.header("Mesos-Stream-Id", streamed);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Says something, unless the end was said: after that Mesos takes every word for a mistake. */
  private synchronized void call(Call.Builder call) throws IOException {
    if (closed) {
      return;
    }
    closed = call.getType() == Call.Type.TEARDOWN;
    try (InputStream answer = post(call.setFrameworkId(id).build(), streamId).body()) {
      answer.readAllBytes();
    }
  }

  private Event read() throws IOException {
    ByteArrayOutputStream digits = new ByteArrayOutputStream();
    for (int next = stream.read(); next != '\n'; next = stream.read()) {
      if (next < 0) {
        return Event.getDefaultInstance();
      }
      digits.write(next);
    }
    int length = Integer.parseInt(digits.toString(StandardCharsets.US_ASCII));
    return Event.parseFrom(stream.readNBytes(length));
  }

  private void run() {
    try {
      for (Event event = read(); event.hasType(); event = read()) {
        for (Offer each : event.getOffers().getOffersList()) {
          take(each);
        }
        if (event.hasUpdate()) {
          acknowledge(event.getUpdate().getStatus());
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private void take(Offer offer) throws IOException {
    TaskInfo task =
        TaskInfo.newBuilder()
            .setName("rival")
            .setTaskId(TaskID.newBuilder().setValue("rival-" + launched++))
            .setAgentId(offer.getAgentId())
            .addAllResources(offer.getResourcesList())
            .setCommand(CommandInfo.newBuilder().setValue("sleep 0.5"))
            .build();
    call(
        Call.newBuilder()
            .setType(Call.Type.ACCEPT)
            .setAccept(
                Call.Accept.newBuilder()
                    .addOfferIds(offer.getId())
                    .addOperations(
                        Offer.Operation.newBuilder()
                            .setType(Offer.Operation.Type.LAUNCH)
                            .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task)))
                    .setFilters(Filters.newBuilder().setRefuseSeconds(0))));
  }

  private void acknowledge(TaskStatus status) throws IOException {
    if (status.getState() == TaskState.TASK_FINISHED) {
      finished.incrementAndGet();
    }
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
  }

  /** Ends it; repeatable. */
  @Override
  public void close() {
    try {
      call(Call.newBuilder().setType(Call.Type.TEARDOWN));
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
