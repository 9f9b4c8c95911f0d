package dev.firesteel.backend.yarn.pending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.PendingReason.Kind;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.backend.yarn.pending.Supply.Node;
import dev.firesteel.backend.yarn.pending.Supply.Queue;
import dev.firesteel.backend.yarn.pending.Supply.Sharing;
import dev.firesteel.backend.yarn.pending.Supply.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands between an ask and its containers, each alone and against the others. */
class ExplanationTest {
  private static final Resources ONE = Resources.of(1, 1000);
  private static final Resources HOST = Resources.of(8, 8000);
  private static final Resources ALL = Resources.of(24, 24_000);
  private static final Queue FREE_QUEUE = new Queue("root.etl", Resources.NONE, ALL, ALL);
  private static final User NOBODY = new User("ann", Resources.NONE);

  private static Node node(String host, Resources free) {
    return new Node(new HostName(host), "", Sharing.NONE, HOST, free);
  }

  private static Node labelled(String host, String label, Sharing sharing) {
    return new Node(new HostName(host), label, sharing, HOST, HOST);
  }

  private static OpenAsk ask(Resources container, String... excluded) {
    Set<HostName> hosts = Stream.of(excluded).map(HostName::new).collect(Collectors.toSet());
    return new OpenAsk(new ProfileId("default"), container, 2, hosts);
  }

  private static Supply supply(List<Queue> queues, User user, Node... nodes) {
    return new Supply("", queues, List.of(nodes), new TreeMap<>(), user);
  }

  private static Supply supply(Node... nodes) {
    return supply(List.of(FREE_QUEUE), NOBODY, nodes);
  }

  private static Supply supply(String label, Node... nodes) {
    return new Supply(label, List.of(FREE_QUEUE), List.of(nodes), new TreeMap<>(), NOBODY);
  }

  private static void assertReason(PendingReason reason, Kind kind, String... parts) {
    assertThat(reason.kind()).as(reason.detail()).isEqualTo(kind);
    assertThat(reason.detail()).startsWith("Queue 'root.etl' is asked for ");
    for (String part : parts) {
      assertThat(reason.detail()).contains(part);
    }
    assertThat(reason.detail()).as("what to do").matches(".* \\(.+\\)");
  }

  @Test
  void aClusterWithoutNodesIsTold() {
    Supply none =
        new Supply(
            "",
            List.of(FREE_QUEUE),
            List.of(),
            new TreeMap<>(Map.of("unhealthy", 2, "lost", 1)),
            NOBODY);
    assertReason(
        Explanation.of(ask(ONE), none),
        Kind.CONSTRAINTS,
        "2 containers of 1 core, 1000 MiB (overhead included)",
        "no node of the cluster runs (1 lost, 2 unhealthy)",
        "yarn node -list -all");
  }

  @Test
  void aLabelWithoutNodesIsToldWithTheLabelsThereAre() {
    assertReason(
        Explanation.of(
            ask(ONE), supply("gpu", node("h1", HOST), labelled("h2", "fast", Sharing.NONE))),
        Kind.CONSTRAINTS,
        "no node that runs has label 'gpu' (there are 1 without, 1 with 'fast')",
        "firesteel.yarn.node-label");
  }

  @Test
  void nodesOfOthersLabelsAreNoNodesUnlessTheyAreShared() {
    assertReason(
        Explanation.of(ask(ONE), supply(labelled("h1", "gpu", Sharing.NONE))),
        Kind.CONSTRAINTS,
        "no node that runs is free of a label (there are 1 with 'gpu')");
    assertReason(
        Explanation.of(ask(ONE), supply(labelled("h1", "gpu", Sharing.IDLE))), Kind.WAITING);
  }

  @Test
  void aQueueWithoutAShareOfTheLabelIsTold() {
    Queue none = new Queue("root.etl", Resources.NONE, Resources.NONE, Resources.NONE);
    Supply supply =
        new Supply(
            "gpu",
            List.of(none),
            List.of(labelled("h1", "gpu", Sharing.NONE)),
            new TreeMap<>(),
            NOBODY);
    assertReason(
        Explanation.of(ask(ONE), supply),
        Kind.CONSTRAINTS,
        "the queue has no share of the nodes with label 'gpu'",
        "yarn.scheduler.capacity.root.etl.accessible-node-labels.gpu.capacity");
  }

  @Test
  void excludedNodesAreNamed() {
    assertReason(
        Explanation.of(ask(ONE, "h1", "h2"), supply(node("h1", HOST), node("h2", HOST))),
        Kind.CONSTRAINTS,
        "excluded after failures of executors on them: h1, h2",
        "firesteel.health");
  }

  @Test
  void manyExcludedNodesAreCounted() {
    Node[] nodes =
        Stream.of("a", "b", "c", "d", "e", "f", "g").map(h -> node(h, HOST)).toArray(Node[]::new);
    assertReason(
        Explanation.of(ask(ONE, "a", "b", "c", "d", "e", "f", "g"), supply(nodes)),
        Kind.CONSTRAINTS,
        "a, b, c, d, e and 2 more");
  }

  @Test
  void moreThanAnyNodeHasIsTooLargeHoweverFreeItIs() {
    for (Resources large :
        List.of(Resources.of(9, 1), Resources.of(1, 8001), ONE.with("yarn.io/gpu", 1))) {
      assertReason(
          Explanation.of(ask(large), supply(node("h1", HOST), node("h2", Resources.NONE))),
          Kind.TOO_LARGE,
          large.toString(),
          "the largest node has 8 cores, 8000 MiB",
          "lower firesteel.executor.memory");
    }
  }

  @Test
  void theLargestNodeIsOneWithTheLabel() {
    Node small =
        new Node(new HostName("h2"), "gpu", Sharing.NONE, Resources.of(1, 500), Resources.NONE);
    assertReason(
        Explanation.of(ask(ONE), supply("gpu", node("h1", HOST), small)),
        Kind.TOO_LARGE,
        "the largest node with label 'gpu' has 1 core, 500 MiB");
  }

  @Test
  void moreThanTheQueueMayEverHoldIsTooLarge() {
    Queue small = new Queue("root.etl", Resources.NONE, ONE, Resources.of(8, 900));
    assertReason(
        Explanation.of(ask(ONE), supply(List.of(small), NOBODY, node("h1", HOST))),
        Kind.TOO_LARGE,
        "queue 'root.etl' may hold 8 cores, 900 MiB at most",
        "firesteel.yarn.queue");
  }

  @Test
  void theQueueAboveMayBeTheSmallerOne() {
    Queue above = new Queue("root.dept", Resources.NONE, ONE, Resources.of(8, 900));
    assertReason(
        Explanation.of(ask(ONE), supply(List.of(FREE_QUEUE, above), NOBODY, node("h1", HOST))),
        Kind.TOO_LARGE,
        "queue 'root.dept' may hold 8 cores, 900 MiB at most");
  }

  @Test
  void aBusyClusterTellsWhereMostIsFree() {
    assertReason(
        Explanation.of(
            ask(ONE, "h3"),
            supply(
                node("h1", Resources.of(8, 100)),
                node("h2", Resources.of(0, 900)),
                node("h3", HOST))),
        Kind.CLUSTER_BUSY,
        "most is free on h2 with 0 cores, 900 MiB of 8 cores, 8000 MiB",
        "excluded after failures are h3",
        "wait until other applications end");
  }

  @Test
  void freePiecesTogetherAreNoRoom() {
    assertReason(
        Explanation.of(
            ask(ONE), supply(node("h1", Resources.of(4, 999)), node("h2", Resources.of(4, 999)))),
        Kind.CLUSTER_BUSY);
  }

  @Test
  void nodesThatDoNotRunAreMentioned() {
    Supply supply =
        new Supply(
            "",
            List.of(FREE_QUEUE),
            List.of(node("h1", Resources.NONE)),
            new TreeMap<>(Map.of("unhealthy", 1)),
            NOBODY);
    assertReason(
        Explanation.of(ask(ONE), supply), Kind.CLUSTER_BUSY, "others do not run (1 unhealthy)");
  }

  @Test
  void aFullQueueIsToldWithItsLimit() {
    Queue full = new Queue("root.etl", Resources.of(3, 3500), ONE, Resources.of(4, 4000));
    assertReason(
        Explanation.of(ask(ONE), supply(List.of(full), NOBODY, node("h1", HOST))),
        Kind.QUOTA,
        "queue 'root.etl' holds 3 cores, 3500 MiB of 4 cores, 4000 MiB that it may",
        "yarn.scheduler.capacity.root.etl.maximum-capacity");
  }

  @Test
  void aFullQueueAboveIsTold() {
    Queue full = new Queue("root.dept", Resources.of(4, 1), ONE, Resources.of(4, 4000));
    assertReason(
        Explanation.of(ask(ONE), supply(List.of(FREE_QUEUE, full), NOBODY, node("h1", HOST))),
        Kind.QUOTA,
        "queue 'root.dept' holds 4 cores, 1 MiB");
  }

  @Test
  void aUserWithTheQueuesWholeShareIsTold() {
    Queue queue = new Queue("root.etl", ONE, Resources.of(2, 2000), ALL);
    User greedy = new User("ann", Resources.of(2, 2000));
    assertReason(
        Explanation.of(ask(ONE), supply(List.of(queue), greedy, node("h1", HOST))),
        Kind.QUOTA,
        "user 'ann' holds 2 cores, 2000 MiB",
        "2 cores, 2000 MiB (",
        "yarn.scheduler.capacity.root.etl.user-limit-factor");
  }

  @Test
  void roomThatIsNotGivenYetIsCounted() {
    assertReason(
        Explanation.of(
            ask(ONE, "h3"), supply(node("h1", HOST), node("h2", Resources.NONE), node("h3", HOST))),
        Kind.WAITING,
        "1 node has room for one, but the ResourceManager has not given it yet");
  }

  @Test
  void oneContainerIsNotCalledMany() {
    OpenAsk one = new OpenAsk(new ProfileId("default"), ONE, 1, Set.of());
    assertThat(Explanation.of(one, supply(node("h1", HOST))).detail())
        .contains("for 1 container of 1 core");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new OpenAsk(new ProfileId("default"), ONE, 0, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> supply(List.of(), NOBODY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
