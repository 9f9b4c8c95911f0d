package dev.firesteel.it.mesos;

import static dev.firesteel.it.yarn.HeldJob.SUMS;
import static dev.firesteel.it.yarn.HeldJob.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Session;
import dev.firesteel.mesos.test.ClusterBuilder;
import dev.firesteel.mesos.test.FrameworkView.State;
import dev.firesteel.mesos.test.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No master for a while: jobs go on, and nobody is the wiser. */
@Timeout(300)
final class MesosOutageTest {
  private static final Duration LONG_OUTAGE = Duration.ofMinutes(1);
  @TempDir private Path directory;

  @Test
  void aMinuteWithoutMasterLosesNoTask() throws Exception {
    outage(Mesos.small(), LONG_OUTAGE);
  }

  /** It answers that it knows no such task, until the agents have found it. */
  @Test
  void aMasterThatComesBackWithoutMemoryLosesNoTask() throws Exception {
    outage(
        Mesos.small().registry(Registry.IN_MEMORY).reregistration(Duration.ofSeconds(1)),
        Duration.ZERO);
  }

  private void outage(ClusterBuilder cluster, Duration length) throws Exception {
    try (Scene scene = new Scene(cluster, directory)) {
      try (Session session =
          scene.session().config("firesteel.mesos.unreachable-timeout", "75s").open()) {
        var job = scene.heldJob(session);
        Set<Long> executors = Set.copyOf(scene.awaitProcesses(2));
        Set<String> tasks = scene.taskIds();
        long begin = System.nanoTime();
        scene.cluster().stopMaster();
        scene.letGo();
        assertThat(map(job.await())).isEqualTo(SUMS);
        var across = scene.heldJob(session);
        assertThat(scene.awaitProcesses(2)).isEqualTo(executors);
        Scene.await("the end of the outage", () -> System.nanoTime() - begin >= length.toNanos());
        scene.cluster().startMaster();
        Scene.await(
            "tasks " + tasks + " at a known framework",
            () ->
                scene.frameworks(State.SUBSCRIBED).size() == 1
                    && scene.tasksAtMaster().equals(tasks));
        scene.letGo();
        assertThat(map(across.await())).isEqualTo(SUMS);
        assertThat(scene.taskIds()).isEqualTo(tasks);

        var after = scene.heldJob(session);
        scene.awaitProcesses(2);
        Scene.kill(executors.iterator().next());
        scene.awaitProcesses(3); // from the master that came back
        scene.letGo();
        assertThat(map(after.await())).isEqualTo(SUMS);
      }
      scene.assertNothingIsLeft();
    }
  }
}
