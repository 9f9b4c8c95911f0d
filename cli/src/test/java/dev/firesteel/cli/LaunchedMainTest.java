package dev.firesteel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LaunchedMain;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Backends in this JVM are told about the main method what the exit code says. */
class LaunchedMainTest {
  private static boolean ran;

  private static void run(Class<?> main) throws ApplicationFailure {
    new Application(new TreeMap<>()).run(main.getName(), List.of());
  }

  @Test
  void whatTheMainMethodThrowsIsTold() {
    assertThatThrownBy(() -> run(MainTest.Throwing.class)).isInstanceOf(ApplicationFailure.class);
    assertThat(LaunchedMain.runs()).isFalse();
    assertThat(LaunchedMain.ended())
        .contains(
            new LaunchedMain.End(
                FinalStatus.FAILED, "The main method threw java.lang.IllegalStateException: boom"));
  }

  @Test
  void cancellationIsTold() {
    assertThatThrownBy(() -> run(Cancelled.class)).isInstanceOf(ApplicationFailure.class);
    assertThat(LaunchedMain.ended()).contains(new LaunchedMain.End(FinalStatus.KILLED, "by\nbob"));
  }

  @Test
  void aMainMethodRunsUntilItReturns() throws Exception {
    run(Running.class);
    assertThat(ran).isTrue();
    assertThat(LaunchedMain.runs()).isFalse();
    assertThat(LaunchedMain.ended()).contains(new LaunchedMain.End(FinalStatus.SUCCEEDED, ""));
  }

  /** Is cancelled. */
  public static final class Cancelled {
    private Cancelled() {}

    /** Is cancelled. */
    public static void main(String[] args) {
      throw new FiresteelException(ErrorCategory.CANCELLED, "by\nbob");
    }
  }

  /** Looks whether it runs. */
  public static final class Running {
    private Running() {}

    /** Looks. */
    public static void main(String[] args) {
      ran = LaunchedMain.runs() && LaunchedMain.ended().isEmpty();
    }
  }
}
