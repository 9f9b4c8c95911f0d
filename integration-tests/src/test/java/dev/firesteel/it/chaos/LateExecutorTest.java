package dev.firesteel.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.ActionFuture;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.shared.Accumulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An executor that was given up wakes up again. */
@Timeout(180)
final class LateExecutorTest {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  @TempDir private Path directory;

  @Test
  void itDoesNoHarmAndEndsByItself() throws Exception {
    Path running = Files.createDirectory(directory.resolve("running"));
    Path go = directory.resolve("go");
    ExecutorProcesses executors = new ExecutorProcesses();
    try (Session session =
        Session.builder()
            .name("late")
            .master("stubborn-local-cluster[2,1,256]")
            .config(
                "firesteel.local.dirs",
                Files.createDirectory(directory.resolve("local")).toString())
            .config("firesteel.executor.heartbeat-interval", "300ms")
            .config("firesteel.executor.heartbeat-timeout", "4s")
            .open()) {
      Accumulator<Long, Long, Long> seen = session.longAccumulator("seen");
      String mark = running.toString();
      String wait = go.toString();
      ActionFuture<Long> job =
          session
              .parallelize(IntStream.range(0, 8).boxed().toList(), 8)
              .map(
                  part -> {
                    waitForTheTest(Path.of(mark), Path.of(wait));
                    seen.add(1L);
                    return Pair.of(part, 1L);
                  })
              .countAsync();
      List<String> started = awaitTwo(running);
      ProcessHandle late = ProcessHandle.of(Long.parseLong(started.get(0))).orElseThrow();
      assertThat(executors.living()).contains(late);
      signal("-STOP", late);
      Files.createFile(go);
      assertThat(job.await()).isEqualTo(8);
      assertThat(late.isAlive()).isTrue();
      signal("-CONT", late);
      late.onExit().get(60, TimeUnit.SECONDS);
      assertThat(seen.value()).isEqualTo(8);
      assertThat(session.range(0, 1000).count()).isEqualTo(1000);
      assertThat(seen.value()).isEqualTo(8);
    }
    assertThat(executors.left(60)).isEmpty();
  }

  /** Says which process runs a task; goes on when the test lets it. */
  private static void waitForTheTest(Path running, Path go) {
    try {
      Path mark = running.resolve(Long.toString(ProcessHandle.current().pid()));
      if (!Files.exists(mark)) {
        Files.createFile(mark);
      }
      while (!Files.exists(go)) {
        LockSupport.parkNanos(STEP_NANOS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> awaitTwo(Path running) throws IOException {
    List<String> names = List.of();
    while (names.size() < 2) {
      try (Stream<Path> files = Files.list(running)) {
        names = files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
    return names;
  }

  private static void signal(String signal, ProcessHandle to) throws Exception {
    assertThat(
            new ProcessBuilder("kill", signal, Long.toString(to.pid()))
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
  }
}
