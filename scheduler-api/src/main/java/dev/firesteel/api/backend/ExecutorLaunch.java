package dev.firesteel.api.backend;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.resource.ResourceProfile;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One executor to start.
 *
 * @param executor its id
 * @param profile its profile; it occupies {@code profile.executor()}
 * @param program what to run
 * @param arguments the program's arguments, in order
 * @param environment variables to add to the process's environment; may hold secrets, so no backend
 *     logs or shows them
 */
public record ExecutorLaunch(
    ExecutorId executor,
    ResourceProfile profile,
    ExecutorProgram program,
    List<String> arguments,
    SortedMap<String, String> environment) {
  /** Copies the collections. */
  public ExecutorLaunch {
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /** Without the environment, which may hold secrets. */
  @Override
  public String toString() {
    return "ExecutorLaunch[" + executor + ", " + profile.id() + ", " + program.mainClass() + "]";
  }
}
