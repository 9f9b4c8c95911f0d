package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a session may not leave behind. Remembers what was there before it. */
final class Leftovers {
  private static final long PATIENCE_SECONDS = 20;

  private final Set<Thread> threads = Thread.getAllStackTraces().keySet();
  private final Set<ProcessHandle> children =
      Set.copyOf(ProcessHandle.current().children().toList());
  private final Path directory;

  /**
   * Remembers.
   *
   * @param directory the session's directory for local files, empty
   */
  Leftovers(Path directory) {
    this.directory = directory;
  }

  /** Fails if a thread, a process or a file is left; lets those that are about to end do so. */
  void assertNone() throws Exception {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      String name = thread.getName();
      if (!threads.contains(thread) && (name.startsWith("firesteel") || name.startsWith("e-"))) {
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(thread.isAlive()).as("thread %s lives", name).isFalse();
      }
    }
    for (ProcessHandle child : newChildren()) {
      CompletableFuture<ProcessHandle> exit = child.onExit();
      exit.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(files()).isEmpty();
  }

  /** Processes that were started since. */
  List<ProcessHandle> newChildren() {
    return ProcessHandle.current().children().filter(child -> !children.contains(child)).toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> !path.equals(directory)).toList();
    }
  }
}
