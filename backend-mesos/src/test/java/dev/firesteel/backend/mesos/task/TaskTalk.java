package dev.firesteel.backend.mesos.task;

import static org.apache.mesos.v1.Protos.TaskState.TASK_RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.mesos.offer.Accept;
import dev.firesteel.backend.mesos.offer.Offers;
import dev.firesteel.backend.mesos.offer.Taken;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** A book of tasks, and words for what it is told. */
abstract class TaskTalk {
  static final long SECOND = 1_000_000_000L;
  static final ExecutorId E1 = new ExecutorId("e-1");
  static final OfferId OFFER = new OfferId("o-1");

  final Effects effects = new Effects();
  final TaskBook book =
      new TaskBook(new TaskRules("k3f9", Duration.ofSeconds(75), Duration.ofSeconds(3)), effects);
  long now = 100 * SECOND;
  int uuids;

  void connect() {
    subscribe();
    effects.take();
  }

  void subscribe() {
    book.subscribed(now);
  }

  void launched(String executor) {
    if (book.isEmpty() && effects.take().isEmpty()) {
      connect();
      quiet();
    }
    Accept accept = accept(executor);
    book.prepare(accept);
    assertThat(book.prepared(accept, now)).containsExactly(new ExecutorId(executor));
    effects.take();
  }

  /** Lets the searches after the subscription pass. */
  void quiet() {
    after(30);
    after(60);
    effects.take();
  }

  void running(String executor) {
    launched(executor);
    book.update(status(executor, TASK_RUNNING).build(), now);
    effects.take();
  }

  void after(long seconds) {
    now += seconds * SECOND;
    book.tick(now);
  }

  static TaskID id(String executor) {
    return TaskID.newBuilder().setValue(executor + ".k3f9").build();
  }

  static Accept accept(String... executors) {
    Taken taken =
        new Taken(
            Offers.agent("h1"),
            URI.create("http://h1:5051"),
            Placement.of(new HostName("h1")),
            List.of());
    List<Accept.Start> starts =
        Arrays.stream(executors)
            .map(
                id ->
                    new Accept.Start(
                        new ExecutorLaunch(
                            new ExecutorId(id),
                            ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64)),
                            new ExecutorProgram("Main", List.of(), List.of()),
                            List.of(),
                            new TreeMap<>()),
                        taken))
            .toList();
    return new Accept(OFFER, List.of(Offers.id("a")), starts, Duration.ZERO);
  }

  /** Of e-1, by its agent. */
  TaskStatus update(TaskState state) {
    return status("e-1", state).build();
  }

  TaskStatus.Builder status(String executor, TaskState state) {
    return TaskStatus.newBuilder()
        .setTaskId(id(executor))
        .setState(state)
        .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
        .setUuid(ByteString.copyFromUtf8(Integer.toString(++uuids)));
  }

  /** Of e-1, by the master. */
  static TaskStatus master(TaskState state) {
    return TaskStatus.newBuilder()
        .setTaskId(id("e-1"))
        .setState(state)
        .setSource(TaskStatus.Source.SOURCE_MASTER)
        .build();
  }

  static TaskStatus reconciled(TaskState state) {
    return master(state).toBuilder().setReason(TaskStatus.Reason.REASON_RECONCILIATION).build();
  }
}
