package dev.firesteel.backend.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.mesos.launch.Sandbox;
import dev.firesteel.backend.mesos.launch.SandboxLogs;
import dev.firesteel.backend.mesos.offer.Offers;
import dev.firesteel.backend.mesos.offer.Taken;
import dev.firesteel.backend.mesos.offer.Told;
import dev.firesteel.backend.mesos.tenure.Ledger;
import dev.firesteel.backend.mesos.tenure.Resident;
import dev.firesteel.backend.mesos.tenure.Tenure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A framework that outlives its holder, over a wire of hand. */
class TenureTest {
  private static final ExecutorId E1 = new ExecutorId("e-1");
  private static final ExecutorId E2 = new ExecutorId("e-2");
  private static final ResourceProfile PROFILE =
      ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64));

  private final FakeWire wire = new FakeWire();
  private final Told told = new Told();
  private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
  private final Notes notes = new Notes();
  private MesosBackend backend = backend(List.of());

  /** Remembers launches. */
  private static final class Notes implements Ledger {
    final List<String> launches = new ArrayList<>();
    boolean refuses;
    boolean sound = true;

    @Override
    public synchronized void launching(ExecutorId executor, TaskID task, Taken taken) {
      if (refuses) {
        throw new FiresteelException(ErrorCategory.INPUT_OUTPUT, "the disk is full");
      }
      launches.add(task.getValue() + " at " + taken.address());
    }

    @Override
    public boolean sound() {
      return sound;
    }
  }

  private MesosBackend backend(List<Resident> residents) {
    SandboxLogs logs =
        new SandboxLogs() {
          @Override
          public String tail(Sandbox sandbox) {
            return "";
          }

          @Override
          public String address(Sandbox sandbox) {
            return "";
          }
        };
    return new MesosBackend(
        new Parts(
            new MesosBackendTest.Context(timer, Config.of(Map.of())),
            wire,
            PlainTasks::new,
            logs,
            MomentClock.SYSTEM,
            "n1",
            new Tenure(
                Tenure.End.HANDOVER,
                Tenure.Memory.TASK,
                Optional.of(Duration.ofSeconds(30)),
                "http://page",
                residents,
                notes)));
  }

  @AfterEach
  void end() {
    stop();
    timer.shutdownNow();
  }

  // ---- what goes wrong

  @Test
  void aLaunchThatIsNotRememberedIsNotMade() {
    notes.refuses = true;
    launch();
    told.await("lost e-1 LAUNCH_FAILED");
    assertThat(told.losses.get(E1).diagnostics()).isEqualTo("the disk is full");
    assertThat(wire.types()).doesNotContain(Call.Type.ACCEPT);
  }

  @Test
  void whatIsNotRememberedIsNotAcknowledged() {
    launch();
    wire.await(Call.Type.ACCEPT);
    notes.sound = false;
    update(E1, TaskState.TASK_FINISHED);
    told.await("lost e-1 EXITED");
    stop();
    assertThat(wire.types()).doesNotContain(Call.Type.ACKNOWLEDGE);
  }

  // ---- launches

  @Test
  void aLaunchIsRememberedBeforeMesosIsTold() {
    launch();
    Call accept = wire.await(Call.Type.ACCEPT);
    assertThat(notes.launches).containsExactly("e-1.n1 at http://h1:5051");
    var task = accept.getAccept().getOperations(0).getLaunch().getTaskInfos(0);
    assertThat(task.getResourcesList())
        .as("the profile says all that the task has")
        .extracting(each -> each.getName() + each.getScalar().getValue())
        .containsExactly("cpus1.0", "mem64.0");
    assertThat(wire.framework().getWebuiUrl()).isEqualTo("http://page");
  }

  // ---- who comes and goes

  @Test
  void whoGoesLeavesAllAsItIs() {
    launch();
    wire.await(Call.Type.ACCEPT);
    update(E1, TaskState.TASK_RUNNING);
    told.await("launched e-1 h1");
    CompletableFuture<Void> stopped = backend.stop(FinalStatus.SUCCEEDED, "").toCompletableFuture();
    Call last = wire.await(call -> call.getSuppress().getRolesCount() > 0);
    update(E1, TaskState.TASK_FAILED);
    wire.events().accepted(last);
    stopped.join();
    assertThat(wire.types()).doesNotContain(Call.Type.KILL, Call.Type.TEARDOWN);
    assertThat(wire.types().stream().filter(Call.Type.ACKNOWLEDGE::equals)).hasSize(1);
    assertThat(told.losses).isEmpty();
    assertThat(wire.isClosed()).isTrue();
  }

  @Test
  void whoComesAsksForThoseThatWereThere() {
    backend =
        backend(List.of(resident(E1, Resident.Life.RAN), resident(E2, Resident.Life.LAUNCHED)));
    begin(2);
    Call asked =
        wire.await(
            call ->
                call.getType() == Call.Type.RECONCILE && call.getReconcile().getTasksCount() > 0);
    assertThat(asked.getReconcile().getTasksList())
        .extracting(each -> each.getTaskId().getValue() + " " + each.getAgentId().getValue())
        .containsExactly("e-1.n1 S-h1", "e-2.n1 S-h1");
    update(E1, TaskState.TASK_RUNNING);
    update(E2, TaskState.TASK_RUNNING);
    told.await("launched e-2 h1");
    assertThat(told.take()).doesNotContain("launched e-1 h1");
    assertThat(wire.types()).as("demand is met").contains(Call.Type.SUPPRESS);
    update(E1, TaskState.TASK_FINISHED);
    told.await("lost e-1 EXITED");
    assertThat(wire.types()).doesNotContain(Call.Type.KILL);
  }

  @Test
  void aTaskOfNobodyIsKilled() {
    backend = backend(List.of(resident(E1, Resident.Life.RAN)));
    begin(1);
    update(E2, TaskState.TASK_RUNNING);
    Call kill = wire.await(Call.Type.KILL);
    assertThat(kill.getKill().getTaskId().getValue()).isEqualTo("e-2.n1");
  }

  // ---- words for the tests

  private void begin(int executors) {
    backend.start(told, Optional.empty());
    wire.events();
    backend.declare(
        new DemandSnapshot(1, List.of(ProfileDemand.of(PROFILE, executors)), new TreeSet<>()));
    wire.subscribe();
  }

  private void launch() {
    begin(1);
    wire.tell(
        Event.newBuilder()
            .setType(Event.Type.OFFERS)
            .setOffers(Event.Offers.newBuilder().addOffers(Offers.of("a", "h1", 4, 4000))));
    backend.launch(
        new OfferId("o-1"),
        List.of(
            new ExecutorLaunch(
                E1,
                PROFILE,
                new ExecutorProgram("Main", List.of(), List.of()),
                List.of(),
                new TreeMap<>())));
  }

  private void stop() {
    CompletableFuture<Void> stopped = backend.stop(FinalStatus.SUCCEEDED, "").toCompletableFuture();
    if (!stopped.isDone()) {
      wire.events().accepted(wire.await(call -> call.getSuppress().getRolesCount() > 0));
    }
    stopped.join();
  }

  private static Resident resident(ExecutorId executor, Resident.Life life) {
    Taken taken =
        new Taken(
            Offers.agent("h1"),
            URI.create("http://h1:5051"),
            Placement.of(new HostName("h1")),
            List.of());
    return new Resident(executor, PROFILE, taken, life);
  }

  private void update(ExecutorId executor, TaskState state) {
    TaskStatus.Builder status =
        TaskStatus.newBuilder()
            .setTaskId(TaskID.newBuilder().setValue(executor + ".n1"))
            .setAgentId(Offers.agent("h1"))
            .setState(state)
            .setUuid(ByteString.copyFromUtf8(executor + " " + state));
    wire.tell(
        Event.newBuilder()
            .setType(Event.Type.UPDATE)
            .setUpdate(Event.Update.newBuilder().setStatus(status)));
  }
}
