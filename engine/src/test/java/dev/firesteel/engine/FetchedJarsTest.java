package dev.firesteel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedJarsTest {
  @TempDir Path dir;
  private FarFiles far;

  @BeforeEach
  void jars() throws IOException {
    far = new FarFiles(dir);
    Files.writeString(Files.createDirectories(dir.resolve("a")).resolve("x.jar"), "ax");
    Files.writeString(Files.createDirectories(dir.resolve("b")).resolve("x.jar"), "bx");
  }

  private FetchedJars fetch(String jars) {
    return FetchedJars.of(Config.empty().with(CoreKeys.JARS, jars), far);
  }

  private static List<String> jars(FetchedJars fetched) {
    return fetched.config().get(CoreKeys.JARS);
  }

  @Test
  void aJarThatIsNotThereIsNamedAndNothingIsLeft() {
    assertThatThrownBy(() -> fetch("far:/a/x.jar,far:/none.jar"))
        .hasMessageContaining("Cannot read far:/none.jar");
    assertThat(far.fetched).hasSize(2);
  }

  @Test
  void aJvmThatEndsDeletesThemAfterItsHooks() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Exiting.class.getName(),
                dir.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(told).startsWith("true ");
    assertThat(Path.of(told.substring("true ".length())).getParent()).doesNotExist();
  }

  /** Says in a hook whether the jar is there still, and where. */
  static final class Exiting {
    private Exiting() {}

    public static void main(String[] arguments) {
      FetchedJars fetched =
          FetchedJars.of(
              Config.empty().with(CoreKeys.JARS, "far:/a/x.jar"),
              new FarFiles(Path.of(arguments[0])));
      String jar = jars(fetched).get(0);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> System.out.print(Files.exists(Path.of(jar)) + " " + jar)));
      System.exit(0);
    }
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertThatThrownBy(() -> fetch("far:/a/x.jar,far:/b/x.jar"))
        .hasMessageContaining("Cannot use far:/b/x.jar: another jar is named x.jar too")
        .hasMessageContaining("PATH#NAME");
    try (FetchedJars both = fetch("far:/a/x.jar,far:/b/x.jar#y.jar")) {
      assertThat(jars(both)).hasSize(2);
    }
  }

  @Test
  void jarsOfThisMachineAndOfTheWebStayWhereTheyAre() {
    try (FetchedJars none = fetch("/p/x.jar,file:/y.jar,https://example.org/z.jar")) {
      assertThat(jars(none))
          .containsExactly("/p/x.jar", "file:/y.jar", "https://example.org/z.jar");
      assertThat(none.directory()).isEmpty();
    }
    assertThat(far.fetched).isEmpty();
  }

  @Test
  void othersAreCopiedInTheirOrderAndGoAtTheEnd() {
    Path copy;
    try (FetchedJars fetched = fetch("/p/p.jar,far:/a/x.jar,/q/q.jar")) {
      assertThat(jars(fetched)).startsWith("/p/p.jar").endsWith("/q/q.jar").hasSize(3);
      copy = Path.of(jars(fetched).get(1));
      assertThat(copy).hasFileName("x.jar").hasContent("ax");
    }
    assertThat(copy.getParent()).doesNotExist();
  }

  @Test
  void whatTheProcessHasAlreadyIsNotCopiedAgain() {
    System.setProperty(ExecutorProgram.LOCALIZED, dir.resolve("a").toString());
    try (FetchedJars fetched = fetch("far:/elsewhere/x.jar")) {
      assertThat(jars(fetched)).containsExactly(dir.resolve("a/x.jar").toString());
      assertThat(fetched.directory()).isEmpty();
    } finally {
      System.clearProperty(ExecutorProgram.LOCALIZED);
    }
    assertThat(dir.resolve("a/x.jar")).exists();
    assertThat(far.fetched).isEmpty();
  }
}
