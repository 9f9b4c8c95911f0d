package dev.firesteel.it.mesos;

import static dev.firesteel.it.yarn.HeldJob.SUMS;
import static dev.firesteel.it.yarn.HeldJob.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Session;
import dev.firesteel.mesos.test.FrameworkView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Mesos and its frameworks make of deaths: right answers, and nothing is left. */
@Timeout(240)
final class MesosKillTest {
  @TempDir private Path directory;
  private Scene scene;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene(Mesos.small().agentPings(Duration.ofMillis(500), 2), directory);
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void aKilledExecutorIsReplacedAndTheAnswerIsRight() throws Exception {
    try (Session session = scene.session().open()) {
      var job = scene.heldJob(session);
      long victim = scene.awaitProcesses(2).iterator().next();
      Scene.kill(victim);
      scene.awaitProcesses(3);
      scene.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    scene.assertNothingIsLeft();
  }

  @Test
  void executorsOfALostHostAreReplacedElsewhere() throws Exception {
    try (Session session = scene.session().open()) {
      var job = scene.heldJob(session);
      scene.awaitProcesses(2);
      scene.cluster().killHost(scene.agentInUse());
      scene.awaitProcesses(3);
      scene.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    scene.assertNothingIsLeft();
  }

  @Test
  void executorsOfAKilledAgentWorkOnAndAreKnownToItsSuccessor() throws Exception {
    try (Session session = scene.session().open()) {
      var job = scene.heldJob(session);
      scene.awaitProcesses(2);
      int agent = scene.agentInUse();
      scene.cluster().killAgent(agent);
      scene.cluster().restartAgent(agent);
      scene.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    scene.assertNothingIsLeft();
  }

  @Test
  void executorsOfAnAgentThatIsUnreachableForTooLongAreReplacedAndKilledWhenItIsBack()
      throws Exception {
    try (Session session = scene.session().open()) {
      var job = scene.heldJob(session);
      scene.awaitProcesses(2);
      int agent = scene.agentInUse();
      scene.cluster().partition(agent);
      scene.awaitProcesses(3);
      scene.cluster().heal(agent);
      scene.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    scene.assertNothingIsLeft();
  }

  @Test
  void aMasterThatFailsOverDisturbsNothing() throws Exception {
    try (Session session = scene.session().open()) {
      var job = scene.heldJob(session);
      Set<Long> before = Set.copyOf(scene.awaitProcesses(2));
      scene.cluster().failOver();
      long victim = before.iterator().next();
      Scene.kill(victim);
      scene.awaitProcesses(3); // from the new master
      scene.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    scene.assertNothingIsLeft();
  }

  @Test
  void executorsOfAKilledDriverEndByThemselvesAndItsFrameworkIsForgotten() throws Exception {
    Process driver = scene.driver("firesteel.executor.instances=3");
    scene.awaitProcesses(3);
    driver.destroyForcibly().waitFor();
    scene.assertNothingIsLeft();
    Scene.await(
        "no framework, but " + scene.cluster().frameworks(),
        () -> scene.frameworks(FrameworkView.State.REMOVED).size() == 1);
  }
}
