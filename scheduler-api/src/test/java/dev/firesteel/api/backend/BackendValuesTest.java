package dev.firesteel.api.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.LocalityLevel;
import dev.firesteel.api.topology.RackName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BackendValuesTest {
  private static final ResourceProfile PROFILE =
      ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64));

  @Test
  void aBlankMasterIsAConfigurationErrorWithAdvice() {
    assertThatThrownBy(() -> new MasterUrl(" "))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("use local[*]")
        .extracting(e -> ((FiresteelException) e).category())
        .isEqualTo(ErrorCategory.CONFIGURATION);
    assertThat(new MasterUrl(" local[2] ")).hasToString("local[2]");
  }

  @Test
  void demandIsNeverNegative() {
    assertThatThrownBy(() -> ProfileDemand.of(PROFILE, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot demand -1 executors");
  }

  @Test
  void aSnapshotIsACopy() {
    List<ProfileDemand> profiles = new ArrayList<>(List.of(ProfileDemand.of(PROFILE, 1)));
    TreeSet<HostName> excluded = new TreeSet<>(Set.of(HostName.LOCALHOST));
    DemandSnapshot snapshot = new DemandSnapshot(1, profiles, excluded);
    profiles.clear();
    excluded.clear();

    assertThat(snapshot.profiles()).hasSize(1);
    assertThat(snapshot.excludedHosts()).containsExactly(HostName.LOCALHOST);
    assertThat(DemandSnapshot.none(7).profiles()).isEmpty();
  }

  @Test
  void aLaunchDoesNotShowItsEnvironment() {
    ExecutorLaunch launch =
        new ExecutorLaunch(
            new ExecutorId("e-1"),
            PROFILE,
            new ExecutorProgram("Main", List.of(Path.of("a.jar")), List.of()),
            List.of("x"),
            new TreeMap<>(Map.of("SECRET", "hidden")));

    assertThat(launch.toString()).contains("e-1").doesNotContain("hidden").doesNotContain("SECRET");
  }

  @Test
  void everyLossHasAFault() {
    assertThat(LossCause.values()).allSatisfy(cause -> assertThat(cause.fault()).isNotNull());
    assertThat(LossCause.PREEMPTED.fault()).isEqualTo(LossCause.Fault.CLUSTER);
    assertThat(LossCause.MEMORY_EXCEEDED.fault()).isEqualTo(LossCause.Fault.APPLICATION);
    assertThat(LossCause.RELEASED.fault()).isEqualTo(LossCause.Fault.NOBODY);
  }

  @Test
  void onlyFailuresOfTheSurroundingsAreRetryable() {
    assertThat(Arrays.stream(ErrorCategory.values()).filter(ErrorCategory::retryable))
        .containsExactly(ErrorCategory.TRANSIENT, ErrorCategory.CLUSTER);
  }

  @Test
  void hostNamesFoldTheirCaseAndRefuseBlanks() {
    assertThat(new HostName("Node-1.Example")).isEqualTo(new HostName("node-1.example"));
    assertThatThrownBy(() -> new HostName(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RackName("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void localityLevelsAreOrderedNearestFirst() {
    assertThat(LocalityLevel.PROCESS.atLeast(LocalityLevel.NODE)).isTrue();
    assertThat(LocalityLevel.NODE.atLeast(LocalityLevel.NODE)).isTrue();
    assertThat(LocalityLevel.ANY.atLeast(LocalityLevel.RACK)).isFalse();
  }
}
