package dev.firesteel.backend.yarn.pending;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.PendingReason.Kind;
import dev.firesteel.api.resource.Resources;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The first reason that stands between an ask and its containers, from what waiting cannot help to
 * what it can: no such node, too large, nothing free, a queue's limit, the user's.
 */
final class Explanation {
  private static final String LOWER =
      "lower firesteel.executor.memory, firesteel.executor.memory-overhead or"
          + " firesteel.executor.cores";
  private static final int MOST_NAMES = 5;

  private final OpenAsk ask;
  private final Supply supply;
  private final List<Supply.Node> usable;

  private Explanation(OpenAsk ask, Supply supply) {
    this.ask = ask;
    this.supply = supply;
    this.usable = supply.usable();
  }

  /** Why the containers do not come. */
  static PendingReason of(OpenAsk ask, Supply supply) {
    return new Explanation(ask, supply).reason();
  }

  private PendingReason reason() {
    return noNode()
        .or(this::noLabel)
        .or(this::noShareOfLabel)
        .or(this::allExcluded)
        .or(this::tooLargeForNodes)
        .or(this::tooLargeForQueue)
        .or(this::nothingFree)
        .or(this::queueFull)
        .or(this::userAtLimit)
        .orElseGet(this::patience);
  }

  private Optional<PendingReason> noNode() {
    return when(
        supply.nodes().isEmpty(),
        Kind.CONSTRAINTS,
        "but no node of the cluster runs" + away(),
        "start NodeManagers; 'yarn node -list -all' tells what is wrong with those that are known");
  }

  private String away() {
    return supply.away().isEmpty()
        ? ""
        : supply.away().entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private Optional<PendingReason> noLabel() {
    String wanted =
        supply.label().isEmpty() ? "is free of a label" : "has label '" + supply.label() + "'";
    return when(
        usable.isEmpty(),
        Kind.CONSTRAINTS,
        "but no node that runs " + wanted + " (there are " + labels() + ")" + alsoAway(),
        "correct firesteel.yarn.node-label, or let an operator label nodes with 'yarn rmadmin"
            + " -replaceLabelsOnNode'");
  }

  private String alsoAway() {
    return supply.away().isEmpty() ? "" : "; others do not run" + away();
  }

  private String labels() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    supply.nodes().forEach(node -> counts.merge(node.label(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(
            each ->
                each.getValue()
                    + (each.getKey().isEmpty() ? " without" : " with '" + each.getKey() + "'"))
        .collect(Collectors.joining(", "));
  }

  private Optional<PendingReason> noShareOfLabel() {
    return when(
        !supply.label().isEmpty() && supply.queue().most().equals(Resources.NONE),
        Kind.CONSTRAINTS,
        "but the queue has no share of the nodes with label '" + supply.label() + "'",
        "use another queue (firesteel.yarn.queue), or let an operator set"
            + " yarn.scheduler.capacity."
            + supply.queue().path()
            + ".accessible-node-labels."
            + supply.label()
            + ".capacity");
  }

  private Optional<PendingReason> allExcluded() {
    return when(
        welcome().isEmpty(),
        Kind.CONSTRAINTS,
        "but all nodes that would do are excluded after failures of executors on them: "
            + names(node -> true),
        "see why executors were lost there, with firesteel status or in the log; exclusion ends by"
            + " itself (firesteel.health.*)");
  }

  private List<Supply.Node> welcome() {
    return usable.stream().filter(node -> !ask.excluded().contains(node.host())).toList();
  }

  private String names(Predicate<Supply.Node> which) {
    List<String> all =
        usable.stream().filter(which).map(node -> node.host().value()).sorted().toList();
    String first = String.join(", ", all.subList(0, Math.min(MOST_NAMES, all.size())));
    return all.size() <= MOST_NAMES ? first : first + " and " + (all.size() - MOST_NAMES) + " more";
  }

  private Optional<PendingReason> tooLargeForNodes() {
    return when(
        usable.stream().noneMatch(node -> node.total().covers(ask.container())),
        Kind.TOO_LARGE,
        "but the largest node"
            + withLabel()
            + " has "
            + largest(usable, Supply.Node::total).total()
            + alsoAway(),
        LOWER + ", or add larger nodes");
  }

  private String withLabel() {
    return supply.label().isEmpty() ? "" : " with label '" + supply.label() + "'";
  }

  private static Supply.Node largest(
      List<Supply.Node> nodes, Function<Supply.Node, Resources> what) {
    return nodes.stream()
        .max(
            Comparator.comparingLong((Supply.Node n) -> what.apply(n).memoryMiB())
                .thenComparingInt(n -> what.apply(n).cores()))
        .orElseThrow();
  }

  private Optional<PendingReason> tooLargeForQueue() {
    return supply.queues().stream()
        .filter(queue -> !queue.most().covers(ask.container()))
        .findFirst()
        .flatMap(
            queue ->
                when(
                    true,
                    Kind.TOO_LARGE,
                    "but queue '" + queue.path() + "' may hold " + queue.most() + " at most",
                    LOWER + ", or use another queue (firesteel.yarn.queue)"));
  }

  private Optional<PendingReason> nothingFree() {
    List<Supply.Node> welcome = welcome();
    if (welcome.stream().anyMatch(node -> node.free().covers(ask.container()))) {
      return Optional.empty();
    }
    Supply.Node roomiest = largest(welcome, Supply.Node::free);
    String excluded =
        welcome.size() == usable.size()
            ? ""
            : "; excluded after failures are "
                + names(node -> ask.excluded().contains(node.host()));
    return when(
        true,
        Kind.CLUSTER_BUSY,
        "but no node"
            + withLabel()
            + " has that free: most is free on "
            + roomiest.host()
            + " with "
            + roomiest.free()
            + " of "
            + roomiest.total()
            + excluded
            + alsoAway(),
        "wait until other applications end, ask for less, or add nodes");
  }

  private Optional<PendingReason> queueFull() {
    return supply.queues().stream()
        .filter(queue -> !queue.most().covers(queue.used().plus(ask.container())))
        .findFirst()
        .flatMap(
            queue ->
                when(
                    true,
                    Kind.QUOTA,
                    "but queue '"
                        + queue.path()
                        + "' holds "
                        + queue.used()
                        + " of "
                        + queue.most()
                        + " that it may",
                    "wait until its other applications end, use another queue"
                        + " (firesteel.yarn.queue), or let an operator raise"
                        + " yarn.scheduler.capacity."
                        + queue.path()
                        + ".maximum-capacity"));
  }

  /** The limit itself is not told: at least the queue's share, if the user is alone there. */
  private Optional<PendingReason> userAtLimit() {
    Supply.Queue queue = supply.queue();
    Supply.User user = supply.user();
    return when(
        !queue.guaranteed().covers(user.used().plus(ask.container())),
        Kind.QUOTA,
        "but user '"
            + user.name()
            + "' holds "
            + user.used()
            + " there already, and the queue's share, beyond which user-limit-factor lets a user go, is "
            + queue.guaranteed(),
        "wait until the user's other applications end, or let an operator raise"
            + " yarn.scheduler.capacity."
            + queue.path()
            + ".user-limit-factor");
  }

  private PendingReason patience() {
    long room = welcome().stream().filter(node -> node.free().covers(ask.container())).count();
    return new PendingReason(
        Kind.WAITING,
        sentence(
            "and "
                + room
                + (room == 1 ? " node has" : " nodes have")
                + " room for one, but the ResourceManager has not given it yet",
            "wait; applications before this one in the queue, reserved nodes and hints come"
                + " first"));
  }

  private Optional<PendingReason> when(boolean holds, Kind kind, String there, String todo) {
    return holds ? Optional.of(new PendingReason(kind, sentence(there, todo))) : Optional.empty();
  }

  private String sentence(String there, String todo) {
    return "Queue '"
        + supply.queue().path()
        + "' is asked for "
        + ask.count()
        + (ask.count() == 1 ? " container of " : " containers of ")
        + ask.container()
        + (ask.container().memoryMiB() > 0 ? " (overhead included), " : ", ")
        + there
        + " ("
        + todo
        + ")";
  }
}
