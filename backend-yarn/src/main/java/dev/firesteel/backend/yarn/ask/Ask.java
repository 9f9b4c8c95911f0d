package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A wish for one container.
 *
 * @param number tells wishes apart
 * @param priority stands for the profile and the size; 1 or more
 * @param container the container's size, memory beside the heap included
 * @param hosts where it would best be; empty means anywhere
 */
public record Ask(long number, int priority, Resources container, SortedSet<HostName> hosts) {
  /** Copies the set. */
  public Ask {
    hosts = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
  }
}
