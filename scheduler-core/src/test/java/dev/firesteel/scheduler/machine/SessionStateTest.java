package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the session's states make of its events. */
final class SessionStateTest {
  private static final Event CONNECTED =
      new Event.Connected(new ClusterDescription("c", "a", ""), Set.of());
  private static final Event DISCONNECTED = new Event.Disconnected("away");
  private static final Event FAILED =
      new Event.Failed(new BackendFailure(ErrorCategory.CLUSTER, "the cluster refused us"));
  private static final Event STOPPING = new Event.Stopping(FinalStatus.SUCCEEDED, "done");

  @Test
  void everyStateTakesEveryEvent() {
    List<Event> events = List.of(CONNECTED, DISCONNECTED, FAILED, STOPPING);
    for (List<Event> way :
        List.of(
            List.<Event>of(),
            List.of(CONNECTED),
            List.of(CONNECTED, DISCONNECTED),
            List.of(FAILED),
            List.of(STOPPING))) {
      for (Event event : events) {
        Scene scene = new Scene(Scene.settings(1));
        way.forEach(scene::on);
        scene.on(event);
        scene.on(STOPPING);
        assertThat(scene.history(Action.StopBackend.class)).hasSize(1);
      }
    }
  }

  @Test
  void theTableIsClosed() {
    for (SessionState state : SessionState.values()) {
      assertThat(state.next()).doesNotContain(state, SessionState.STARTING);
    }
    assertThat(SessionState.STOPPED.next()).isEqualTo(EnumSet.noneOf(SessionState.class));
  }

  @Test
  void eachConnectionIsToldTheWholeDemandWithANewGeneration() {
    Scene scene = new Scene(Scene.settings(3));
    scene.on(CONNECTED);
    scene.on(DISCONNECTED);
    scene.on(CONNECTED);
    assertThat(scene.history(Action.Declare.class))
        .extracting(d -> d.demand().generation())
        .containsExactly(1L, 2L);
  }

  @Test
  void afterTheBackendFailedEachJobFailsWithItsMessage() {
    Scene scene = Scene.with(1);
    scene.submit(Plans.job(0).result(1));
    scene.on(FAILED);
    assertThat(scene.the(Action.JobFailed.class).message()).isEqualTo("the cluster refused us");
    scene.submit(Plans.job(1).result(1));
    assertThat(scene.the(Action.JobFailed.class).category()).isEqualTo(ErrorCategory.CLUSTER);
  }

  @Test
  void stoppingCancelsJobsStopsExecutorsAndEndsTheBackendLast() {
    Scene scene = Scene.with(2);
    scene.submit(Plans.job(0).result(1));
    scene.on(STOPPING);
    assertThat(scene.the(Action.JobFailed.class).category()).isEqualTo(ErrorCategory.CANCELLED);
    assertThat(scene.sent(ToExecutor.Stop.class)).hasSize(2);
    assertThat(scene.last().get(scene.last().size() - 1))
        .isEqualTo(new Action.StopBackend(FinalStatus.SUCCEEDED, "done"));
  }

  @Test
  void afterItsEndOnlyRefusalsCome() {
    Scene scene = Scene.with(1);
    scene.on(STOPPING);
    assertThat(scene.lose(new ExecutorId("e-0"), LossCause.STOPPED)).isEmpty();
    assertThat(scene.offer("h1", 2)).isEmpty();
    assertThat(scene.fire(Timer.Regular.SILENCE)).isEmpty();
    scene.submit(Plans.job(1).result(1));
    assertThat(scene.the(Action.JobFailed.class).category()).isEqualTo(ErrorCategory.CANCELLED);
    assertThat(scene.register(new ExecutorId("e-5"), "h1"))
        .containsExactly(new Action.CloseChannel(new ExecutorId("e-5")));
  }
}
