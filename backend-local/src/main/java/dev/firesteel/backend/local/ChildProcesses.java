package dev.firesteel.backend.local;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Executors in JVMs of their own, with their files in one directory of this application. */
final class ChildProcesses implements ExecutorRunner {
  private final String application;
  private final Path base;
  private final Optional<Path> keptLogs;
  private final Optional<Path> archive;
  private final Duration grace;
  private final ScheduledExecutorService timer;
  private @Nullable Path root;
  private int started;

  private ChildProcesses(BackendContext context) {
    Config config = context.config();
    List<String> dirs = config.get(CoreKeys.LOCAL_DIRS);
    application = fileName(context.application().value());
    base = Path.of(dirs.isEmpty() ? System.getProperty("java.io.tmpdir") : dirs.get(0));
    keptLogs = path(config.get(LocalKeys.LOG_DIR)).map(dir -> dir.resolve(application));
    archive = path(config.get(LocalKeys.CDS_ARCHIVE));
    grace = config.get(LocalKeys.RELEASE_GRACE);
    timer = context.timer();
  }

  /** A runner with the settings of an application. */
  static ChildProcesses of(BackendContext context) {
    return new ChildProcesses(context);
  }

  private static Optional<Path> path(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text).toAbsolutePath());
  }

  @Override
  public void open() {
    try {
      Files.createDirectories(base);
      root = Files.createTempDirectory(base.toAbsolutePath(), "firesteel-" + application + "-");
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot make a directory for executors in "
              + base
              + ": "
              + e
              + " (make it writable or set firesteel.local.dirs)",
          e);
    }
  }

  @Override
  public Running start(ExecutorLaunch launch, Watch watch) {
    Path own = root;
    if (own == null) {
      throw new IllegalStateException("Cannot start " + launch.executor() + ": not open");
    }
    String name = ++started + "-" + fileName(launch.executor().value());
    ChildDirectories directories =
        ChildDirectories.of(own, keptLogs.orElse(own.resolve("logs")), name);
    List<String> command = ChildCommand.of(launch, directories, archive);
    ChildProcess child = new ChildProcess(launch, command, directories, watch, timer, grace);
    Thread thread = new Thread(child, "firesteel-child-" + launch.executor());
    thread.setDaemon(true);
    thread.start();
    return child;
  }

  @Override
  public void close() {
    if (root != null) {
      FileTree.delete(root);
    }
  }

  private static String fileName(String id) {
    return id.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
