package dev.firesteel.backend.yarn.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RelayEndsTest {
  private static final RelayPlace PLACE = new RelayPlace("h1", "http://h1/log");
  private static final RelaySize SIZE = new RelaySize(64, 256, 1);

  private static String explained(String said) {
    return RelayEnds.explained(said, PLACE, SIZE);
  }

  /** As a ResourceManager of 3.5.0 says it. */
  private static String exited(int code, String diagnostics) {
    return "Application application_1_0001 failed 1 times (global limit =2; local limit is =1) due"
        + " to AM Container for appattempt_1_0001_000001 exited with  exitCode: "
        + code
        + "\nFailing this attempt.Diagnostics: "
        + diagnostics
        + "For more detailed output, check the application tracking page:"
        + " http://rm:8088/cluster/app/application_1_0001 Then click on links to logs of each"
        + " attempt.\n. Failing the application.";
  }

  @Test
  void otherWordsStayAsTheyAre() {
    assertThat(explained("Application rejected by queue placement policy"))
        .isEqualTo("Application rejected by queue placement policy");
  }

  @Test
  void theEndOfItsLogIsShown() {
    assertThat(
            explained(
                exited(
                    1,
                    "[2026-11-23 01:00:00.000]Exception from container-launch.\n"
                        + "Container id: container_1_0001_01_000001\nExit code: 1\n\n"
                        + "[2026-11-23 01:00:00.001]Container exited with a non-zero exit code 1."
                        + " Error file: prelaunch.err.\nLast 4096 bytes of prelaunch.err :\n"
                        + "Last 4096 bytes of stderr :\n"
                        + "Exception in thread \"main\" java.io.IOException: Cannot write\n\n")))
        .isEqualTo(
            "The relay of the driver ended on h1 by itself with exit code 1; the end of its log:\n"
                + "Exception in thread \"main\" java.io.IOException: Cannot write");
  }

  @Test
  void aKilledOneIsToldWithTheSettingOfItsMemory() {
    assertThat(explained(exited(137, "[2026-11-23 01:00:00.000]Container killed on request.\n")))
        .startsWith("The relay of the driver ended on h1 by SIGKILL (exit code 137)")
        .contains("raise firesteel.yarn.relay.memory-overhead");
  }

  @Test
  void aLostNodeIsNamed() {
    assertThat(explained(exited(-100, "Container released on a *lost* node")))
        .startsWith("The relay of the driver is gone with its host h1");
  }

  @Test
  void whatCannotBeStartedIsToldWithAdvice() {
    assertThat(explained(exited(127, "Last 4096 bytes of stderr :\nbash: java: not found\n")))
        .contains("firesteel.yarn.master-environment.JAVA_HOME");
  }
}
