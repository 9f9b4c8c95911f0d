package dev.firesteel.backend.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.tck.Heard;
import dev.firesteel.backend.tck.RecordedEvents;
import dev.firesteel.backend.yarn.ask.ContainerRules;
import dev.firesteel.backend.yarn.container.Containers;
import dev.firesteel.backend.yarn.container.ForgottenContainerException;
import dev.firesteel.backend.yarn.pending.Inquiry;
import dev.firesteel.backend.yarn.rm.FakeResourceManager;
import dev.firesteel.backend.yarn.rm.MasterLink;
import dev.firesteel.backend.yarn.rm.Peer;
import dev.firesteel.backend.yarn.rm.Registered;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.NMTokenCache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a session pauses between heartbeats, by a clock of the test's. */
class ConversationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration EAGER = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final ApplicationAttemptId ATTEMPT =
      ApplicationAttemptId.newInstance(ApplicationId.newInstance(1, 1), 1);
  private static final ResourceProfile PROFILE =
      ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64));
  private static final Registered REGISTERED =
      new Registered(ATTEMPT, "default", Resources.of(8, 4096), new NMTokenCache(), List.of());

  private final AtomicLong nanos = new AtomicLong();
  private final RecordedEvents events = new RecordedEvents();
  private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);
  private final Workers workers = new Workers();
  private final Link link = new Link();
  private final Session session = new Session();
  private final Willing containers = new Willing();
  private final Conversation talk =
      new Conversation(
          new Parts(
              new YarnBackendTest.Context(timer),
              new FakeResourceManager(0).mastership(),
              new FakeClusterContractTest.FakeRig(new FakeResourceManager(0)),
              nanos::get),
          session,
          workers,
          link,
          new Rig.Opened(
              containers,
              new ContainerRules(Resources.of(8, 4096), heap -> heap, ContainerRules.Hints.NAMED),
              Inquiry.NONE,
              Racks.UNKNOWN));

  @AfterEach
  void end() {
    workers.close();
    timer.shutdownNow();
  }

  @Test
  void anExecutorThatEndsYoungIsNoticedSoon() {
    talk.declare(new DemandSnapshot(1, List.of(ProfileDemand.of(PROFILE, 1)), new TreeSet<>()));
    assertThat(talk.next().added()).hasSize(1);
    assertThat(talk.answered(answer(container()))).isEqualTo(Duration.ZERO);
    assertThat(talk.next().withdrawn()).hasSize(1);
    assertThat(talk.answered(answer())).isEqualTo(QUIET);
    int woken = link.woken;
    launch();
    assertThat(link.woken).as("the long pause is over").isGreaterThan(woken);
    for (int beat = 0; beat < 10; beat++) {
      assertThat(talk.answered(answer())).isLessThanOrEqualTo(EAGER);
      nanos.addAndGet(EAGER.toNanos());
    }
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(talk.answered(answer())).isEqualTo(QUIET);
  }

  @Test
  void whatIsForgottenAfterTheAttemptHasEnded() {
    containers.forgetful = true;
    talk.declare(new DemandSnapshot(1, List.of(ProfileDemand.of(PROFILE, 1)), new TreeSet<>()));
    talk.next();
    talk.answered(answer(container()));
    launch();
    events.await(PATIENCE, all -> first(all, Heard.Launched.class)).orElseThrow();
    talk.ended(new FiresteelException(ErrorCategory.CANCELLED, "somebody killed it"));
    Heard.Lost lost = events.await(PATIENCE, all -> first(all, Heard.Lost.class)).orElseThrow();
    assertThat(lost.reason().cause()).isEqualTo(LossCause.STOPPED);
    // under the lock, under which the loss was told before the executor was removed
    session.act(() -> assertThat(talk.fleet().isEmpty()).isTrue());
  }

  private static <T> Optional<T> first(List<Heard> all, Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private void launch() {
    talk.launch(
        events.all(Heard.Offered.class).get(0).offers().get(0).id(),
        List.of(
            new ExecutorLaunch(
                new ExecutorId("e-1"),
                PROFILE,
                new ExecutorProgram("Main", List.of(), List.of()),
                List.of(),
                new TreeMap<>())));
  }

  private static Container container() {
    return Container.newInstance(
        ContainerId.newContainerId(ATTEMPT, 1),
        NodeId.newInstance("h1", 1),
        "h1:2",
        Resource.newInstance(64, 1),
        Priority.newInstance(1),
        null);
  }

  private static AllocateResponse answer(Container... containers) {
    return AllocateResponse.newBuilder()
        .completedContainersStatuses(List.of())
        .allocatedContainers(List.of(containers))
        .build();
  }

  private final class Session implements Conversation.Host {
    @Override
    public synchronized void act(Runnable change) {
      change.run();
    }

    @Override
    public void tell(Consumer<BackendEvents> event) {
      event.accept(events);
    }

    @Override
    public void failed(FiresteelException why) {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void emptied() {}
  }

  /** Starts all that it is told to. */
  private static final class Willing implements Containers {
    @Override
    public void start(Container container, ExecutorLaunch launch) {}

    @Override
    public void stop(Container container) {}

    private volatile boolean forgetful;

    @Override
    public Optional<ContainerStatus> ended(Container container) throws IOException {
      if (forgetful) {
        throw new ForgottenContainerException("it is not known", new IOException());
      }
      return Optional.empty();
    }

    @Override
    public LossReason reason(Container container, ExecutorLaunch launch, ContainerStatus last) {
      return LossReason.of(LossCause.EXITED, "");
    }

    @Override
    public void close() {}
  }

  /** Counts how often a heartbeat is wanted at once. */
  private static final class Link implements MasterLink {
    private volatile int woken;

    @Override
    public Registered registered() {
      return REGISTERED;
    }

    @Override
    public void attach(Peer peer) {}

    @Override
    public void detach(Peer peer) {}

    @Override
    public void wake() {
      woken++;
    }

    @Override
    public void unregister(FinalStatus status, String diagnostics) {}
  }
}
