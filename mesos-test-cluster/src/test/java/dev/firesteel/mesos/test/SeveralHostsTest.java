package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master and two agents in JVMs of their own, which are frozen, killed and started again. */
class SeveralHostsTest {
  @TempDir Path directory;
  private Jvms jvms;
  private String port;
  private String agentPort;
  private Jvms.Jvm master;
  private Jvms.Jvm first;

  @BeforeEach
  void start() throws Exception {
    jvms = new Jvms(directory);
    port = freePort();
    agentPort = freePort();
    master = startMaster();
    first = startAgent(1);
    master.ready();
    first.ready();
  }

  @AfterEach
  void end() throws Exception {
    jvms.close();
  }

  private static String freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  private Jvms.Jvm startMaster(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(
        List.of(
            "--host",
            "127.0.0.1",
            "--port",
            port,
            "--agent-port",
            agentPort,
            "--agent-timeout-ms",
            "3000",
            "--allocation-interval-ms",
            "100",
            "--directory",
            directory.resolve("master").toString()));
    return jvms.start(MasterMain.class, arguments.toArray(String[]::new));
  }

  private Jvms.Jvm startAgent(int number) throws Exception {
    return jvms.start(
        AgentMain.class,
        "--master",
        "127.0.0.1:" + agentPort,
        "--host",
        "127.0.0." + (number + 1),
        "--port",
        "0",
        "--resources",
        "cpus:2;mem:1024;ports:[31000-31010]",
        "--attributes",
        "rack:rack" + number,
        "--directory",
        directory.resolve("agent" + number).toString());
  }

  private String address() {
    return "127.0.0.1:" + port;
  }

  private Scheduler subscribed(FrameworkInfo info) {
    Scheduler scheduler = new Scheduler(address(), info);
    scheduler.subscribe();
    return scheduler;
  }

  private TaskStatus running(Scheduler scheduler, Offer offer, String id, String command) {
    scheduler.launch(offer, Scheduler.task(id, offer.getAgentId(), command).build());
    return scheduler.acknowledged(id, TaskState.TASK_RUNNING);
  }

  private static ProcessHandle process(TaskStatus running) {
    return ProcessHandle.of(running.getContainerStatus().getExecutorPid()).orElseThrow();
  }

  private static List<ProcessHandle> withChildren(TaskStatus running) {
    ProcessHandle process = process(running);
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle each : processes) {
      each.onExit().get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void offersSayWhereTheirAgentsAre() throws Exception {
    startAgent(2);
    try (Scheduler scheduler = subscribed(Scheduler.info().build())) {
      Map<String, Offer> offers = new HashMap<>();
      while (offers.size() < 2) {
        for (Offer each : scheduler.await(Event::hasOffers).getOffers().getOffersList()) {
          offers.put(each.getHostname(), each);
        }
      }

      assertThat(offers).containsOnlyKeys("127.0.0.2", "127.0.0.3");
      Offer offer = offers.get("127.0.0.2");
      assertThat(offer.getAttributes(0).getText().getValue()).isEqualTo("rack1");
      assertThat(offer.getUrl().getAddress().getIp()).isEqualTo("127.0.0.2");
      assertThat(Integer.toString(offer.getUrl().getAddress().getPort()))
          .isEqualTo(first.lastPort());
      try (RawHttp state =
          RawHttp.send(
              "127.0.0.2:" + first.lastPort(),
              List.of("GET /state HTTP/1.1", "Host: agent"),
              new byte[0])) {
        assertThat(state.body()).contains(offer.getAgentId().getValue());
      }
    }
  }

  @Test
  void frozenAgentIsUnreachableAndItsTasksComeBackWithIt() throws Exception {
    try (Scheduler scheduler =
        subscribed(Scheduler.info(Capability.Type.PARTITION_AWARE).build())) {
      TaskStatus running = running(scheduler, scheduler.offer(), "long", "sleep 1000");

      first.signal("STOP");
      scheduler.acknowledged("long", TaskState.TASK_UNREACHABLE);
      scheduler.await(Event::hasFailure);
      assertThat(process(running).isAlive()).isTrue();
      first.signal("CONT");

      TaskStatus again = scheduler.acknowledged("long", TaskState.TASK_RUNNING);
      assertThat(again.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REREGISTERED);
      scheduler.kill("long");
      scheduler.acknowledged("long", TaskState.TASK_KILLED);
    }
  }

  @Test
  void killedMasterLearnsTasksFromAgents() throws Exception {
    try (Scheduler before = subscribed(Scheduler.info().build())) {
      running(before, before.offer(), "long", "sleep 1000");

      master.signal("KILL");
      before.await(event -> event.getType() == Event.Type.UNKNOWN);
      startMaster().ready();

      try (Scheduler after = subscribed(Scheduler.info().setId(before.id()).build())) {
        after.offer();
        after.call(
            Call.newBuilder()
                .setType(Call.Type.RECONCILE)
                .setReconcile(Call.Reconcile.getDefaultInstance()));
        assertThat(after.update().getState()).isEqualTo(TaskState.TASK_RUNNING);
        after.kill("long");
        after.acknowledged("long", TaskState.TASK_KILLED);
      }
    }
  }

  @Test
  void killedMasterLeadsAgainInZooKeeper() throws Exception {
    master.signal("TERM");
    try (ZooKeeperLeadership zooKeeper = ZooKeeperLeadership.start(directory.resolve("zk"))) {
      String address = zooKeeper.address().orElseThrow();
      Jvms.Jvm killed = startMaster("--zk", address);
      killed.ready();
      killed.signal("KILL");
      startMaster("--zk", address).ready();

      try (Scheduler scheduler = subscribed(Scheduler.info().build())) {
        scheduler.offer();
      }
    }
  }

  @Test
  void checkpointedTasksOutliveTheirAgentAndNoOthers() throws Exception {
    try (Scheduler keeps = subscribed(Scheduler.info().build());
        Scheduler loses = new Scheduler(address(), Scheduler.info().setCheckpoint(false).build())) {
      Path go = directory.resolve("go");
      Offer offer = keeps.offer();
      keeps.call(Call.newBuilder().setType(Call.Type.SUPPRESS));
      keeps.launch(
          offer,
          Scheduler.task("long", offer.getAgentId(), "sleep 1000").build(),
          Scheduler.task(
                  "ends",
                  offer.getAgentId(),
                  "while [ ! -e '" + go + "' ]; do sleep 0.05; done; exit 3")
              .build());
      Map<String, ProcessHandle> kept = new HashMap<>();
      while (kept.size() < 2) {
        TaskStatus status = keeps.acknowledge(keeps.update());
        if (status.getState() == TaskState.TASK_RUNNING) {
          kept.put(status.getTaskId().getValue(), process(status));
        }
      }
      loses.subscribe();
      TaskStatus lost = running(loses, loses.offer(), "lost", "sleep 1000 & sleep 1000");
      List<ProcessHandle> left = withChildren(lost);

      first.signal("KILL");
      loses.acknowledged("lost", TaskState.TASK_LOST);
      assertThat(left).isNotEmpty().allMatch(ProcessHandle::isAlive);
      Files.createFile(go);
      startAgent(1);

      TaskStatus end = keeps.acknowledged("ends", TaskState.TASK_FAILED);
      assertThat(end.getMessage()).isEqualTo("Command exited with status 3");
      awaitEnd(left);
      assertThat(kept.get("long").isAlive()).isTrue();
      keeps.kill("long");
      TaskStatus killed = keeps.acknowledged("long", TaskState.TASK_KILLED);
      assertThat(killed.getAgentId()).isEqualTo(offer.getAgentId());
    }
  }

  @Test
  void agentThatEndsInOrderTakesItsTasksWithIt() throws Exception {
    try (Scheduler scheduler =
        subscribed(Scheduler.info(Capability.Type.PARTITION_AWARE).build())) {
      Offer before = scheduler.offer();
      List<ProcessHandle> left =
          withChildren(running(scheduler, before, "long", "sleep 1000 & sleep 1000"));

      first.signal("TERM");
      scheduler.acknowledged("long", TaskState.TASK_GONE);
      awaitEnd(left);
      startAgent(1);

      assertThat(scheduler.offer().getAgentId()).isNotEqualTo(before.getAgentId());
    }
  }
}
