package dev.firesteel.backend.yarn.pending;

import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the ResourceManager tells of the cluster at a moment, as far as an application in one queue
 * can have it.
 *
 * @param label the node label that is asked for, or the empty text
 * @param queues the application's queue, then those above it without the root
 * @param nodes the nodes that run, those with other labels included
 * @param away how many nodes do not run, by their state
 * @param user what the user has
 */
record Supply(
    String label,
    List<Queue> queues,
    List<Node> nodes,
    SortedMap<String, Integer> away,
    User user) {
  Supply {
    queues = List.copyOf(queues);
    nodes = List.copyOf(nodes);
    away = Collections.unmodifiableSortedMap(new TreeMap<>(away));
    if (queues.isEmpty()) {
      throw new IllegalArgumentException("An application has a queue");
    }
  }

  /** The application's queue. */
  Queue queue() {
    return queues.get(0);
  }

  /** The nodes that the label lets be used. */
  List<Node> usable() {
    return nodes.stream()
        .filter(n -> n.label().equals(label) || (label.isEmpty() && n.sharing() == Sharing.IDLE))
        .toList();
  }

  /**
   * A queue, on nodes with the label.
   *
   * @param path its name
   * @param used what its applications hold
   * @param guaranteed its share
   * @param most what it may hold when others leave room
   */
  record Queue(String path, Resources used, Resources guaranteed, Resources most) {}

  /** Whether others than those who ask for its label may use a node. */
  enum Sharing {
    /** They may not. */
    NONE,
    /** They may while it is idle. */
    IDLE
  }

  /**
   * A node that runs.
   *
   * @param host its name
   * @param label its label, or the empty text
   * @param sharing what that means for others
   * @param total what it has
   * @param free what is not in use
   */
  record Node(HostName host, String label, Sharing sharing, Resources total, Resources free) {}

  /**
   * What one user's applications hold in the queue.
   *
   * @param name the user
   * @param used what they hold
   */
  record User(String name, Resources used) {}
}
