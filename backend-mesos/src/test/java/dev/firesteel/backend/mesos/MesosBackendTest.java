package dev.firesteel.backend.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import dev.firesteel.backend.mesos.launch.Sandbox;
import dev.firesteel.backend.mesos.launch.SandboxLogs;
import dev.firesteel.backend.mesos.offer.Offers;
import dev.firesteel.backend.mesos.offer.Told;
import dev.firesteel.backend.mesos.wire.SchedulerEvents.Delivery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MesosBackendTest {
  private static final ExecutorId E1 = new ExecutorId("e-1");
  private static final ResourceProfile PROFILE =
      ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64));

  private final FakeWire wire = new FakeWire();
  private final Told told = new Told();
  private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
  private final SandboxLogs logs =
      new SandboxLogs() {
        @Override
        public String tail(Sandbox sandbox) {
          return "last words of " + sandbox.task().getValue();
        }

        @Override
        public String address(Sandbox sandbox) {
          return sandbox.agent() + "/" + sandbox.framework().getValue();
        }
      };
  private Supplier<ExecutorTasks> tasks = PlainTasks::new;
  private MesosBackend backend = backend(Map.of());
  private long generation;

  private MesosBackend backend(Map<String, String> settings) {
    BackendContext context = new Context(timer, Config.of(settings));
    return new MesosBackend(
        new Parts(context, wire, () -> tasks.get(), logs, MomentClock.SYSTEM, "n1"));
  }

  record Context(ScheduledExecutorService timer, Config config) implements BackendContext {
    @Override
    public ApplicationId application() {
      return new ApplicationId("app");
    }

    @Override
    public String applicationName() {
      return "test";
    }

    @Override
    public MasterUrl master() {
      return new MasterUrl("mesos://master.example:5050");
    }

    @Override
    public InProcessExecutors inProcess() {
      throw new IllegalStateException("Mesos runs nothing in this JVM");
    }
  }

  @AfterEach
  void end() {
    stop(FinalStatus.FAILED);
    timer.shutdownNow();
  }

  // ---- life

  @Test
  void aConnectionThatCannotBeMadeIsAFailure() {
    start();
    wire.events().failed(ErrorCategory.CLUSTER, "nobody answers");
    declare(1);
    assertThat(told.take()).containsExactly("failed CLUSTER");
    stop(FinalStatus.FAILED);
    assertThat(wire.calls()).isEmpty();
    assertThat(wire.isClosed()).isTrue();
  }

  @Test
  void aSettingThatIsWrongIsAFailureBeforeAnyConnection() {
    tasks =
        () -> {
          throw new FiresteelException(ErrorCategory.CONFIGURATION, "no such image");
        };
    start();
    told.await("failed CONFIGURATION");
    stop(FinalStatus.FAILED);
    assertThat(told.take()).containsExactly("failed CONFIGURATION");
  }

  @Test
  void aSecondStartIsADefect() {
    start();
    assertThatThrownBy(this::start).hasMessageContaining("it is CONNECTING");
    wire.subscribe();
  }

  @Test
  void stopBeforeStartFreesAll() {
    stop(FinalStatus.SUCCEEDED);
    assertThat(wire.calls()).isEmpty();
    assertThat(wire.isClosed()).isTrue();
  }

  @Test
  void stopWhileTheConnectionIsMadeEndsTheFramework() throws Exception {
    start();
    CompletableFuture<Void> stopped = backend.stop(FinalStatus.KILLED, "").toCompletableFuture();
    wire.events();
    wire.subscribe();
    stopped.get(20, TimeUnit.SECONDS);
    assertThat(wire.types()).contains(Call.Type.TEARDOWN);
    assertThat(told.all).isEmpty();
  }

  @Test
  void theEndOfTheFrameworkWaitsForItsTasks() throws Exception {
    running();
    CompletableFuture<Void> stopped = backend.stop(FinalStatus.SUCCEEDED, "").toCompletableFuture();
    wire.await(Call.Type.KILL);
    assertThat(wire.types()).doesNotContain(Call.Type.TEARDOWN);
    update(TaskState.TASK_KILLED, "3");
    stopped.get(20, TimeUnit.SECONDS);
    assertThat(told.losses.get(E1).cause()).isEqualTo(LossCause.STOPPED);
    List<Call.Type> last = wire.types();
    assertThat(last.get(last.size() - 1)).isEqualTo(Call.Type.TEARDOWN);
    assertThat(last).contains(Call.Type.ACKNOWLEDGE);
  }

  @Test
  void theClusterIsDescribedForPeople() {
    start();
    wire.subscribe();
    assertThat(told.take()).containsExactly("connected");
    wire.events().disconnected("the master is gone");
    wire.events().disconnected("it still is");
    wire.subscribe();
    wire.subscribe();
    assertThat(told.take()).containsExactly("disconnected", "connected");
  }

  @Test
  void afterAFailureOnlyLossesAreTold() {
    running();
    wire.events().failed(ErrorCategory.CANCELLED, "Framework has been removed");
    declare(4);
    backend.release(E1, ReleaseMode.NOW, "not needed");
    assertThat(told.take()).endsWith("failed CANCELLED");
    stop(FinalStatus.FAILED);
    assertThat(told.take()).containsExactly("lost e-1 STOPPED");
    assertThat(wire.types()).doesNotContain(Call.Type.TEARDOWN);
  }

  // ---- what Mesos is told of the application

  @Test
  void theFrameworkSaysWhatItCan() {
    backend =
        backend(
            Map.of(
                "firesteel.mesos.roles", "etl,adhoc",
                "firesteel.mesos.gpus", "1",
                "firesteel.mesos.revocable", "true",
                "firesteel.mesos.user", "worker",
                "firesteel.mesos.principal", "me",
                "firesteel.mesos.framework-id", "F-0",
                "firesteel.mesos.failover-timeout", "90s"));
    start();
    wire.subscribe();
    assertThat(wire.framework().getRolesList()).containsExactly("etl", "adhoc");
    assertThat(wire.framework().getCapabilitiesList())
        .extracting(each -> each.getType().name())
        .contains("MULTI_ROLE", "PARTITION_AWARE", "GPU_RESOURCES", "REVOCABLE_RESOURCES");
    assertThat(wire.framework().getUser()).isEqualTo("worker");
    assertThat(wire.framework().getPrincipal()).isEqualTo("me");
    assertThat(wire.framework().getId().getValue()).isEqualTo("F-0");
    assertThat(wire.framework().getFailoverTimeout()).isEqualTo(90);
    assertThat(wire.framework().getCheckpoint()).isTrue();
  }

  @Test
  void withoutNeedItAsksForNeitherGpusNorRevocableResources() {
    start();
    wire.subscribe();
    assertThat(wire.framework().getCapabilitiesList())
        .extracting(each -> each.getType().name())
        .doesNotContain("GPU_RESOURCES", "REVOCABLE_RESOURCES");
    assertThat(wire.framework().hasId()).isFalse();
  }

  // ---- launches

  @Test
  void anExecutorIsATaskWithTheResourcesOfItsOffer() {
    offered();
    launch();
    Call accept = wire.await(Call.Type.ACCEPT);
    assertThat(accept.getAccept().getOfferIdsList()).containsExactly(Offers.id("a"));
    assertThat(accept.getAccept().getFilters().getRefuseSeconds()).isEqualTo(120);
    var task = accept.getAccept().getOperations(0).getLaunch().getTaskInfos(0);
    assertThat(task.getTaskId().getValue()).isEqualTo("e-1.n1");
    assertThat(task.getResourcesList())
        .extracting(each -> each.getName() + each.getScalar().getValue())
        .containsExactly("cpus1.0", "mem448.0");
  }

  @Test
  void offersAreNotHeldWhileFilesArePacked() {
    CompletableFuture<Void> packed = new CompletableFuture<>();
    tasks =
        () ->
            new PlainTasks() {
              @Override
              public CompletableFuture<Void> ready() {
                return packed;
              }
            };
    start();
    wire.subscribe();
    declare(1);
    offer("a");
    assertThat(told.take()).containsExactly("connected");
    wire.await(Call.Type.DECLINE);

    packed.completeExceptionally(new IllegalStateException("launches tell of it"));
    wire.await(Call.Type.REVIVE);
    offer("b");
    assertThat(told.take()).containsExactly("offered o-1 h1 1 core, 64 MiB");
  }

  @Test
  void anExecutorWithoutDescriptionGivesItsOfferBack() {
    tasks =
        () ->
            new ExecutorTasks() {
              @Override
              public org.apache.mesos.v1.Protos.TaskInfo task(
                  ExecutorLaunch launch,
                  TaskID id,
                  org.apache.mesos.v1.Protos.AgentID agent,
                  List<org.apache.mesos.v1.Protos.Resource> resources) {
                throw new FiresteelException(ErrorCategory.INPUT_OUTPUT, "no a.jar");
              }

              @Override
              public void close() {}
            };
    offered();
    launch();
    Call decline =
        wire.await(
            call ->
                call.getType() == Call.Type.DECLINE
                    && call.getDecline().getOfferIdsList().contains(Offers.id("a")));
    assertThat(decline.getDecline().getFilters().getRefuseSeconds()).isZero();
    told.await("lost e-1 LAUNCH_FAILED");
    assertThat(told.losses.get(E1).diagnostics()).isEqualTo("no a.jar");
    assertThat(wire.types()).doesNotContain(Call.Type.ACCEPT);
  }

  @Test
  void aLaunchThatDidNotReachTheMasterIsToldAndItsOfferRescinded() {
    offered();
    launch();
    wire.events().lost(wire.await(Call.Type.ACCEPT), Delivery.NOT_DELIVERED);
    assertThat(told.take()).contains("rescinded o-1", "lost e-1 OFFER_GONE");
  }

  @Test
  void aLaunchThatMayHaveReachedTheMasterIsAskedFor() {
    offered();
    launch();
    wire.events().lost(wire.await(Call.Type.ACCEPT), Delivery.UNKNOWN);
    Call asked =
        wire.await(
            call ->
                call.getType() == Call.Type.RECONCILE && call.getReconcile().getTasksCount() == 1);
    assertThat(asked.getReconcile().getTasks(0).getTaskId().getValue()).isEqualTo("e-1.n1");
    assertThat(told.losses).isEmpty();
  }

  @Test
  void aLaunchThatTheMasterRefusesIsLost() {
    offered();
    launch();
    wire.events().refused(wire.await(Call.Type.ACCEPT), 400, "Failed to validate");
    assertThat(told.losses.get(E1).diagnostics()).contains("Failed to validate");
  }

  // ---- updates

  @Test
  void anUpdateIsAcknowledgedAfterTheCoreHasTakenItsEvent() {
    offered();
    launch();
    wire.await(Call.Type.ACCEPT);
    update(TaskState.TASK_RUNNING, "1");
    assertThat(told.take()).endsWith("launched e-1 h1");
    Call call = wire.await(Call.Type.ACKNOWLEDGE);
    assertThat(call.getAcknowledge().getUuid().toStringUtf8()).isEqualTo("1");
  }

  @Test
  void anUpdateOfTheMasterIsNotAcknowledged() {
    offered();
    launch();
    wire.await(Call.Type.ACCEPT);
    wire.tell(event(status(TaskState.TASK_RUNNING)));
    assertThat(told.take()).endsWith("launched e-1 h1");
    assertThat(wire.types()).doesNotContain(Call.Type.ACKNOWLEDGE);
  }

  @Test
  void aLossTellsTheEndOfTheLogAndWhereItIs() {
    running();
    TaskStatus.Builder failed =
        status(TaskState.TASK_FAILED)
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
            .setMessage("Command exited with status 7")
            .setUuid(ByteString.copyFromUtf8("9"));
    wire.tell(event(failed));
    wire.await(
        call ->
            call.getType() == Call.Type.ACKNOWLEDGE
                && call.getAcknowledge().getUuid().toStringUtf8().equals("9"));
    LossReason reason = told.losses.get(E1);
    assertThat(reason.exitCode()).hasValue(7);
    assertThat(reason.diagnostics()).endsWith("last words of e-1.n1");
    assertThat(reason.logAddress()).isEqualTo("http://h1:5051/F-1");
  }

  // ---- maintenance

  @Test
  void anInverseOfferIsAcceptedAndDrainsTheAgent() {
    running();
    told.take();
    InverseOffer inverse =
        InverseOffer.newBuilder()
            .setId(Offers.id("i"))
            .setFrameworkId(FrameworkID.newBuilder().setValue("F-1"))
            .setAgentId(Offers.agent("h1"))
            .setUnavailability(Offers.at(MomentClock.SYSTEM.now().wall()))
            .build();
    wire.tell(
        Event.newBuilder()
            .setType(Event.Type.INVERSE_OFFERS)
            .setInverseOffers(Event.InverseOffers.newBuilder().addInverseOffers(inverse)));
    wire.await(Call.Type.ACCEPT_INVERSE_OFFERS);
    assertThat(told.take()).containsExactly("preempting e-1 0s");
  }

  // ---- words for the tests

  private void start() {
    backend.start(told, Optional.empty());
  }

  private void stop(FinalStatus status) {
    CompletableFuture<Void> stopped = backend.stop(status, "").toCompletableFuture();
    if (!stopped.isDone() && wire.types().contains(Call.Type.KILL)) {
      update(TaskState.TASK_KILLED, "99");
    }
    stopped.join();
  }

  private void declare(int executors) {
    backend.declare(
        new DemandSnapshot(
            ++generation, List.of(ProfileDemand.of(PROFILE, executors)), new TreeSet<>()));
  }

  private void offered() {
    start();
    wire.subscribe();
    declare(1);
    offer("a");
  }

  private void offer(String id) {
    Offer offer = Offers.of(id, "h1", 4, 4000);
    wire.tell(
        Event.newBuilder()
            .setType(Event.Type.OFFERS)
            .setOffers(Event.Offers.newBuilder().addOffers(offer)));
  }

  private void launch() {
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

  private void running() {
    offered();
    launch();
    wire.await(Call.Type.ACCEPT);
    update(TaskState.TASK_RUNNING, "1");
  }

  private void update(TaskState state, String uuid) {
    wire.tell(event(status(state).setUuid(ByteString.copyFromUtf8(uuid))));
  }

  private static TaskStatus.Builder status(TaskState state) {
    return TaskStatus.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue("e-1.n1"))
        .setAgentId(Offers.agent("h1"))
        .setState(state);
  }

  private static Event.Builder event(TaskStatus.Builder status) {
    return Event.newBuilder()
        .setType(Event.Type.UPDATE)
        .setUpdate(Event.Update.newBuilder().setStatus(status));
  }
}
