package dev.firesteel.devcluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A cluster that an earlier process started: found again by its directory. */
final class ExistingCluster {
  private static final long POLITE_SECONDS = 20;
  private static final long FORCED_SECONDS = 20;

  private final Layout layout;
  private final Description description;

  private ExistingCluster(Layout layout, Description description) {
    this.layout = layout;
    this.description = description;
  }

  /** The cluster of a directory, if one was ever started there; its daemons may run or not. */
  static Optional<ExistingCluster> in(Layout layout) {
    if (!Files.exists(layout.description())) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ExistingCluster(layout, Description.read(layout)));
    } catch (IOException | RuntimeException e) {
      throw new DevClusterException("Cannot read " + layout.description() + " (remove it)", e);
    }
  }

  /** Keeps other commands away from a directory while it is open. */
  static FileChannel lock(Layout layout) throws IOException {
    FileChannel channel =
        FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new DevClusterException(
          "Another dev-cluster command works in " + layout.directory() + " (wait for its end)");
    }
    return channel;
  }

  Description description() {
    return description;
  }

  /** The process of a daemon, if the one that was started still runs. */
  Optional<ProcessHandle> process(String daemon) {
    try {
      long pid = Long.parseLong(Files.readString(layout.pid(daemon)).trim());
      String mark = DaemonCommand.mark(layout, daemon);
      // The id may by now be that of somebody else's process.
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(each -> has(each, mark));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean has(ProcessHandle process, String mark) {
    ProcessHandle.Info info = process.info();
    return info.arguments().map(all -> List.of(all).contains(mark)).orElse(false)
        || info.commandLine().map(line -> line.contains(mark)).orElse(false);
  }

  /** The daemons that run. */
  Map<String, ProcessHandle> running() {
    Map<String, ProcessHandle> all = new TreeMap<>();
    for (String name : description.daemons().keySet()) {
      process(name).ifPresent(process -> all.put(name, process));
    }
    return all;
  }

  /** The daemons that do not run. */
  List<String> missing() {
    List<String> names = new ArrayList<>(description.daemons().keySet());
    names.removeAll(running().keySet());
    return names;
  }

  /** Ends all daemons, those that do not end in time by force. */
  void end() throws IOException {
    Map<String, ProcessHandle> running = running();
    running.values().forEach(ProcessHandle::destroy);
    if (!ended(running, POLITE_SECONDS)) {
      running.values().forEach(ProcessHandle::destroyForcibly);
      if (!ended(running, FORCED_SECONDS)) {
        throw new DevClusterException("Cannot end all of " + running);
      }
    }
    for (String name : description.daemons().keySet()) {
      Files.deleteIfExists(layout.pid(name));
    }
  }

  private static boolean ended(Map<String, ProcessHandle> processes, long seconds) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            processes.values().stream()
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture<?>[]::new));
    try {
      all.get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevClusterException("Interrupted while the daemons ended", e);
    }
  }
}
