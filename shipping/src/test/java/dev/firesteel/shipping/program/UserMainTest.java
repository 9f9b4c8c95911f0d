package dev.firesteel.shipping.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.FinalStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserMainTest {
  private static Outcome run(String mainClass, String... arguments) {
    return new UserMain(mainClass, List.of(arguments), UserMainTest.class.getClassLoader()).run();
  }

  @Test
  void aClassThatNoJarHoldsIsNamed() {
    Outcome outcome = run("com.acme.Missing");
    assertThat(outcome.status()).isEqualTo(FinalStatus.FAILED);
    assertThat(outcome.diagnostics())
        .isEqualTo(
            "Cannot run class com.acme.Missing: no jar holds it (check --class, the jar and"
                + " --jars)");
  }

  @Test
  void aClassWithoutMainIsExplained() {
    assertThat(run("java.lang.String").diagnostics()).contains("public static void main");
    assertThat(run(Unstatic.class.getName()).diagnostics()).contains("is not static");
  }

  @Test
  void aMainMethodThatThrowsFails() {
    Outcome outcome = run(Failing.class.getName());
    assertThat(outcome.status()).isEqualTo(FinalStatus.FAILED);
    assertThat(outcome.diagnostics())
        .startsWith(Failing.class.getName() + " threw java.io.IOException: no such file");
  }

  @Test
  void aClassThatCannotBeInitialisedFails() {
    assertThat(run(Uninitialised.class.getName()).diagnostics())
        .contains("ExceptionInInitializerError")
        .contains("Caused by: java.lang.ArithmeticException");
  }

  @Test
  void aMainMethodThatReturnsSucceeds() {
    assertThat(run(Succeeding.class.getName(), "a", "b").status()).isEqualTo(FinalStatus.SUCCEEDED);
    assertThat(Succeeding.seen).isEqualTo("[a, b]");
  }

  /** No entry point. */
  public static final class Unstatic {
    /** Not static. */
    public void main(String[] args) {}
  }

  /** Throws. */
  public static final class Failing {
    private Failing() {}

    /** Throws. */
    public static void main(String[] args) throws Exception {
      throw new java.io.IOException("no such file");
    }
  }

  /** Cannot be initialised. */
  public static final class Uninitialised {
    private static final int NUMBER = Integer.parseInt("1") / Integer.parseInt("0");

    private Uninitialised() {}

    /** Is never called. */
    public static void main(String[] args) {
      assertThat(NUMBER).isZero();
    }
  }

  /** Returns. */
  public static final class Succeeding {
    static String seen = "";

    private Succeeding() {}

    /** Returns. */
    public static void main(String[] args) {
      seen = List.of(args).toString();
    }
  }
}
