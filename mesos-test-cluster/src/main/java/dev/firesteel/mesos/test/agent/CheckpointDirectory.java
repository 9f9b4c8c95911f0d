package dev.firesteel.mesos.test.agent;

import dev.firesteel.mesos.test.codec.FieldReader;
import dev.firesteel.mesos.test.codec.FieldWriter;
import dev.firesteel.mesos.test.master.States;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Checkpoints in files: {@code agent} has the agent's id and the runs of frameworks that
 * checkpoint; {@code runs/CONTAINER} has {@code stat}, which says what process runs a task, and
 * {@code exit}, its exit value. Both are written by a shell that runs the task, so that they are
 * there whatever becomes of the agent. Needs Linux. {@link #save} is for one thread.
 */
public final class CheckpointDirectory implements Checkpoints {
  /** An exit value of the JDK's and the shell's for a process that SIGKILL has ended. */
  private static final int KILLED = 137;

  /**
   * Runs a command as its child, and outlives the signals that are sent to both. Only commands that
   * the shell has within, as the task may have any PATH.
   */
  private static final String SHELL =
      "d=$1; shift; read -r stat < /proc/$$/stat; echo \"$stat\" > \"$d/stat\"; "
          + "trap : HUP INT QUIT TERM; \"$@\"; code=$?; echo $code > \"$d/exit\"; exit $code";

  private final Path directory;
  private byte[] saved = new byte[0];

  private CheckpointDirectory(Path directory) {
    this.directory = directory;
  }

  /** In this directory, which is made. */
  public static CheckpointDirectory in(Path directory) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new CheckpointDirectory(directory.toAbsolutePath());
  }

  private Path state() {
    return directory.resolve("agent");
  }

  private Path of(String containerId) {
    return directory.resolve("runs").resolve(containerId);
  }

  @Override
  public void save(Agent agent) {
    FieldWriter out = new FieldWriter();
    out.text(agent.id()).each(agent.records(), RunRecord::write);
    byte[] bytes = out.toBytes();
    if (Arrays.equals(bytes, saved)) {
      return;
    }
    try {
      Path fresh = Files.write(directory.resolve("agent.new"), bytes);
      Files.move(
          fresh, state(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      saved = bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write what the agent knows to " + state(), e);
    }
  }

  @Override
  public List<String> traced(RunKey run, List<String> command) {
    try {
      List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "mesos-executor"));
      line.add(Files.createDirectories(of(run.containerId())).toString());
      line.addAll(command);
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a directory below " + directory, e);
    }
  }

  /**
   * Lets an agent without tasks go on where the last one ended: it has its id and the tasks of
   * frameworks that checkpoint. All other processes of the last one are made an end of.
   */
  public void recover(long now, Agent agent, Containerizer containerizer) throws IOException {
    List<RunRecord> runs = new ArrayList<>();
    String id = "";
    if (Files.exists(state())) {
      FieldReader in = new FieldReader(Files.readAllBytes(state()));
      id = in.text();
      runs.addAll(in.list(RunRecord::read));
    }
    agent.recover(now, id, runs);
    List<String> kept = new ArrayList<>();
    for (Map.Entry<RunKey, Container> each : agent.containers().entrySet()) {
      if (!States.isTerminal(each.getValue().state())) {
        kept.add(each.getKey().containerId());
        recover(now, agent, containerizer, each.getKey());
      }
    }
    for (Path each : containers()) {
      if (!kept.contains(each.getFileName().toString())) {
        Optional<TracedProcess> process = TracedProcess.in(each.resolve("stat"));
        if (process.isPresent()) {
          process.get().destroySession();
        }
        remove(each);
      }
    }
  }

  private void recover(long now, Agent agent, Containerizer containerizer, RunKey run)
      throws IOException {
    Path files = of(run.containerId());
    Optional<TracedProcess> process = TracedProcess.in(files.resolve("stat"));
    if (process.isEmpty()) {
      agent.lost(now, run);
      return;
    }
    agent.found(now, run, process.get().pid());
    if (process.get().runs()) {
      containerizer.recovered(run, process.get(), () -> exitValue(files));
    } else {
      process.get().destroySession();
      agent.ended(now, run, new Ending.Exit(exitValue(files)));
    }
  }

  private static int exitValue(Path files) {
    OptionalInt left = TracedProcess.exitValue(files.resolve("exit"));
    return left.orElse(KILLED);
  }

  private List<Path> containers() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("runs"))) {
      return all.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** Nothing is left to go on with: the next agent here is a new one. */
  public void clear() throws IOException {
    remove(directory);
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
