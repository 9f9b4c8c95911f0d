package dev.firesteel.containers.program;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.TaskContext;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes chosen tasks wait in the middle of a job, so that somebody has the time to do harm. Only
 * first attempts wait, so that what is done again is done quickly. Options of each program:
 *
 * <ul>
 *   <li>{@code --task-seconds N}: so long at most; without it no task waits
 *   <li>{@code --hold-at input|middle}: the tasks that read the input, or (as if not given) tasks
 *       that read a shuffle: those that write the output, of page rank those of the middle
 *       iteration
 *   <li>{@code --hold-tasks P,P...}: these partitions of the stage; as if not given, all
 *   <li>{@code --hold-directory DIR}: on the task's host; a task that waits makes {@code
 *       DIR/held-PARTITION} and waits no longer than until {@code DIR/go} is there
 * </ul>
 */
final class Hold implements Serializable {
  static final Set<String> OPTIONS =
      Set.of("task-seconds", "hold-at", "hold-tasks", "hold-directory");
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long serialVersionUID = 1L;

  private final Spot spot;
  private final int seconds;
  private final Set<Integer> tasks;
  private final @Nullable String directory;

  /** Where in a program tasks wait. */
  enum Spot {
    /** As they read the input. */
    INPUT,
    /** After a shuffle. */
    MIDDLE
  }

  private Hold(Spot spot, int seconds, Set<Integer> tasks, @Nullable String directory) {
    this.spot = spot;
    this.seconds = seconds;
    this.tasks = Set.copyOf(tasks);
    this.directory = directory;
  }

  static Hold of(Options options) {
    int seconds =
        options.values().containsKey("task-seconds") ? options.number("task-seconds", 1) : 0;
    String at = options.values().getOrDefault("hold-at", "middle");
    if (!at.equals("input") && !at.equals("middle")) {
      throw Options.wrong("--hold-at is '" + at + "' but must be input or middle");
    }
    return new Hold(
        Spot.valueOf(at.toUpperCase(Locale.ROOT)),
        seconds,
        tasks(options.values().getOrDefault("hold-tasks", "")),
        options.values().get("hold-directory"));
  }

  private static Set<Integer> tasks(String words) {
    Set<Integer> tasks = new TreeSet<>();
    try {
      Arrays.stream(words.split(","))
          .filter(word -> !word.isEmpty())
          .forEach(word -> tasks.add(Integer.valueOf(word)));
    } catch (NumberFormatException e) {
      throw Options.wrong("--hold-tasks is '" + words + "' but must be numbers such as 0,2");
    }
    return tasks;
  }

  /** The same elements; tasks wait before they go over them, if it is here that they shall. */
  <T extends @Nullable Object> Dataset<T> at(Spot here, Dataset<T> data) {
    if (here != spot || seconds == 0) {
      return data;
    }
    return data.mapPartitions(
        elements -> {
          await(TaskContext.current());
          return elements;
        });
  }

  void await(TaskContext task) throws IOException, InterruptedException {
    if (task.attempt() > 0 || !(tasks.isEmpty() || tasks.contains(task.partition()))) {
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Path go = null;
    if (directory != null) {
      Path here = Files.createDirectories(Path.of(directory));
      go = here.resolve("go");
      Files.writeString(here.resolve("held-" + task.partition()), task.task() + "\n");
    }
    while (System.nanoTime() < deadline && (go == null || !Files.exists(go))) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException("cancelled while it waited");
      }
    }
  }
}
