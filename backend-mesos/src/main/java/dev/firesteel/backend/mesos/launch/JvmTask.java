package dev.firesteel.backend.mesos.launch;

import dev.firesteel.backend.mesos.serve.Provision;
import dev.firesteel.shipping.ContainerJvm;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A program in a JVM of its own that is to run as a task.
 *
 * @param name of the task, for people
 * @param what it is, with its article, for messages: {@code an executor}
 * @param jvm the JVM's size
 * @param options of the user for the JVM, which come last
 * @param mainClass the class with the main method
 * @param arguments the program's arguments
 * @param secrets variables that no command line, URI or label shows
 * @param files what the program needs in its sandbox
 * @param labels of the task, before those of the settings
 * @param grace between SIGTERM and SIGKILL if a person or Mesos ends it
 */
public record JvmTask(
    String name,
    String what,
    ContainerJvm jvm,
    List<String> options,
    String mainClass,
    List<String> arguments,
    SortedMap<String, String> secrets,
    Provision files,
    SortedMap<String, String> labels,
    Duration grace) {
  /** Copies the collections. */
  public JvmTask {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
    secrets = copy(secrets);
    labels = copy(labels);
  }

  private static SortedMap<String, String> copy(Map<String, String> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** Without secrets, options and arguments. */
  @Override
  public String toString() {
    return "JvmTask[" + name + ", " + mainClass + "]";
  }
}
