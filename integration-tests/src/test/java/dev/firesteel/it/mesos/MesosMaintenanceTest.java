package dev.firesteel.it.mesos;

import static dev.firesteel.it.yarn.HeldJob.SUMS;
import static dev.firesteel.it.yarn.HeldJob.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Session;
import dev.firesteel.mesos.test.FrameworkView.State;
import dev.firesteel.mesos.test.MaintenanceAnswer;
import dev.firesteel.mesos.test.TaskView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent is to go down in a while: its executors finish what they have, and leave. */
@Timeout(240)
final class MesosMaintenanceTest {
  @TempDir private Path directory;

  @Test
  void executorsOfAnAgentUnderMaintenanceFinishTheirTasksAndLeave() throws Exception {
    try (Scene scene = new Scene(Mesos.small(), directory)) {
      try (Session session = scene.session().open()) {
        var job = scene.heldJob(session);
        Set<Long> executors = Set.copyOf(scene.awaitProcesses(2));
        int agent = scene.agentInUse();
        TaskView leaving =
            scene.cluster().tasks().stream()
                .filter(each -> each.agent() == agent)
                .findFirst()
                .orElseThrow();

        scene
            .cluster()
            .scheduleMaintenance(agent, Instant.now().plusSeconds(300), Duration.ofHours(1));
        Scene.await("an answer", () -> !scene.cluster().maintenanceAnswers(agent).isEmpty());
        assertThat(executors).allMatch(Scene::lives);
        assertThat(scene.cluster().maintenanceAnswers(agent))
            .isEqualTo(
                Map.of(scene.frameworks(State.SUBSCRIBED).get(0), MaintenanceAnswer.ACCEPTED));
        scene.letGo();
        assertThat(map(job.await())).isEqualTo(SUMS);
        Scene.await(
            "two executors elsewhere, but there are " + scene.cluster().tasks(),
            () ->
                scene.cluster().tasks().size() == 2
                    && scene.cluster().tasks().stream().noneMatch(each -> each.agent() == agent));
        assertThat(scene.taskIds()).doesNotContain(leaving.taskId());
      }
      scene.assertNothingIsLeft();
    }
  }
}
