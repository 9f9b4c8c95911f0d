package dev.firesteel.backend.local;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Executors in JVMs of their own, with their files in directories of this application. */
final class ChildProcesses implements ExecutorRunner {
  private final String application;
  private final List<Path> bases;
  private final Optional<Path> keptLogs;
  private final Optional<Path> archive;
  private final Duration grace;
  private final ScheduledExecutorService timer;
  private @Nullable ApplicationDirectories directories;
  private int started;

  private ChildProcesses(BackendContext context) {
    Config config = context.config();
    List<String> dirs = config.get(CoreKeys.LOCAL_DIRS);
    application = fileName(context.application().value());
    bases =
        (dirs.isEmpty() ? List.of(System.getProperty("java.io.tmpdir")) : dirs)
            .stream().map(Path::of).toList();
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
    directories = ApplicationDirectories.make(bases, application);
  }

  @Override
  public Running start(ExecutorLaunch launch, Watch watch) {
    ApplicationDirectories all = directories;
    if (all == null) {
      throw new IllegalStateException("Cannot start " + launch.executor() + ": not open");
    }
    String name = ++started + "-" + fileName(launch.executor().value());
    Path logs = keptLogs.orElse(all.first().resolve("logs")).resolve(name);
    ChildDirectories own = new ChildDirectories(all.named(name), logs);
    List<String> command = ChildCommand.of(launch, own, archive);
    ChildProcess child = new ChildProcess(launch, command, own, watch, timer, grace);
    Thread thread = new Thread(child, "firesteel-child-" + launch.executor());
    thread.setDaemon(true);
    thread.start();
    return child;
  }

  @Override
  public void close() {
    if (directories != null) {
      directories.delete();
    }
  }

  private static String fileName(String id) {
    return id.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
