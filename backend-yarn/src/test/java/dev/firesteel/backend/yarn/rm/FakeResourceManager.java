package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.backend.yarn.ask.Ask;
import dev.firesteel.backend.yarn.ask.Exchange;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.PreemptionContainer;
import org.apache.hadoop.yarn.api.records.PreemptionContract;
import org.apache.hadoop.yarn.api.records.PreemptionMessage;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.StrictPreemptionContract;
import org.apache.hadoop.yarn.client.api.NMTokenCache;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** A ResourceManager of hosts with some places each, which allocates in each heartbeat. */
public final class FakeResourceManager {
  private static final ApplicationAttemptId ATTEMPT =
      ApplicationAttemptId.newInstance(ApplicationId.newInstance(1, 1), 1);

  private final int places;
  private final Map<String, Integer> used = new LinkedHashMap<>();
  private final Map<Long, Ask> asks = new LinkedHashMap<>();
  private final Map<String, Container> given = new HashMap<>();
  private final Set<HostName> excluded = new HashSet<>();
  private final List<ContainerStatus> ended = new ArrayList<>();
  private final List<String> preempted = new ArrayList<>();
  private final List<String> farewells = new ArrayList<>();
  private Consumer<String> killer = container -> {};
  private boolean down;
  private boolean killed;
  private long last;

  /** Hosts with so many places each. */
  public FakeResourceManager(int places, String... hosts) {
    this.places = places;
    for (String host : hosts) {
      used.put(host, 0);
    }
  }

  /** Who ends containers that are given back. */
  public synchronized void killer(Consumer<String> ends) {
    killer = ends;
  }

  /** It does not answer, or does again. */
  public synchronized void down(boolean isDown) {
    down = isDown;
  }

  /** The application is killed. */
  public synchronized void kill() {
    killed = true;
  }

  /** A container is to be preempted, which the next heartbeat tells. */
  public synchronized void preempt(String container) {
    preempted.add(container);
  }

  /** Takes a container back that was given. */
  public synchronized void takeBack(String container) {
    completed(container, ContainerExitStatus.ABORTED, "taken back");
  }

  /** Names of containers that were given and have not ended. */
  public synchronized List<String> given() {
    return List.copyOf(given.keySet());
  }

  /** Open asks. */
  public synchronized List<Ask> asks() {
    return List.copyOf(asks.values());
  }

  /** How attempts ended, with what they said. */
  public synchronized List<String> farewells() {
    return List.copyOf(farewells);
  }

  /** A container has ended, which the next heartbeat tells. */
  public synchronized void completed(String name, int exitStatus, String diagnostics) {
    Container container = given.remove(name);
    if (container != null) {
      used.merge(container.getNodeId().getHost(), -1, Integer::sum);
      ended.add(
          ContainerStatus.newInstance(
              container.getId(), ContainerState.COMPLETE, diagnostics, exitStatus));
    }
  }

  /** An application master of it. */
  public Mastership mastership() {
    return new Mastership() {
      private MasterLink link;

      @Override
      public synchronized MasterLink open() {
        try {
          Wire wire = new FakeWire();
          link =
              new Heartbeats(
                  wire, wire.register(), Duration.ofSeconds(1), Duration.ZERO, this::ended);
          return link;
        } catch (IOException | YarnException e) {
          throw new FiresteelException(ErrorCategory.CLUSTER, "Cannot register: " + e, e);
        }
      }

      private FiresteelException ended(Exception answer) {
        return new FiresteelException(
            ErrorCategory.CANCELLED, "It was killed: " + answer.getMessage(), answer);
      }

      @Override
      public String trackingAddress() {
        return "";
      }

      @Override
      public synchronized void close(FinalStatus status, String diagnostics) {
        if (link != null) {
          link.unregister(status, diagnostics);
        }
      }
    };
  }

  private final class FakeWire implements Wire {
    @Override
    public Registered register() throws IOException {
      synchronized (FakeResourceManager.this) {
        check();
        return new Registered(
            ATTEMPT, "default", Resources.of(8, 4096), new NMTokenCache(), List.of());
      }
    }

    @Override
    public AllocateResponse beat(Exchange news) throws YarnException, IOException {
      synchronized (FakeResourceManager.this) {
        news.withdrawn().forEach(ask -> asks.remove(ask.number()));
        news.added().forEach(ask -> asks.put(ask.number(), ask));
        excluded.addAll(news.excluded());
        excluded.removeAll(news.included());
        for (String name : news.released()) {
          killer.accept(name);
          completed(name, ContainerExitStatus.ABORTED, "released");
        }
        check();
        if (killed) {
          throw new ApplicationAttemptNotFoundException("it is not known");
        }
        AllocateResponse answer =
            AllocateResponse.newBuilder()
                .completedContainersStatuses(List.copyOf(ended))
                .allocatedContainers(allocate())
                .build();
        ended.clear();
        if (!preempted.isEmpty()) {
          answer.setPreemptionMessage(preemption());
          preempted.clear();
        }
        return answer;
      }
    }

    @Override
    public void finish(FinalStatus status, String diagnostics) throws IOException {
      synchronized (FakeResourceManager.this) {
        check();
        farewells.add(status + " " + diagnostics);
      }
    }

    @Override
    public void close() {}
  }

  private void check() throws ConnectException {
    if (down) {
      throw new ConnectException("Connection refused");
    }
  }

  private PreemptionMessage preemption() {
    Set<PreemptionContainer> all = new HashSet<>();
    preempted.forEach(
        name -> all.add(PreemptionContainer.newInstance(ContainerId.fromString(name))));
    return PreemptionMessage.newInstance(
        StrictPreemptionContract.newInstance(all),
        PreemptionContract.newInstance(List.of(), Set.of()));
  }

  private List<Container> allocate() {
    List<Container> all = new ArrayList<>();
    for (Ask ask : List.copyOf(asks.values())) {
      place(ask)
          .ifPresent(
              host -> {
                used.merge(host, 1, Integer::sum);
                ContainerId id = ContainerId.newContainerId(ATTEMPT, ++last);
                Container container =
                    Container.newInstance(
                        id,
                        NodeId.newInstance(host, 1),
                        host + ":2",
                        Amounts.of(ask.container()),
                        Priority.newInstance(ask.priority()),
                        null);
                given.put(id.toString(), container);
                all.add(container);
                asks.remove(ask.number());
              });
    }
    return all;
  }

  private Optional<String> place(Ask ask) {
    List<String> free =
        used.entrySet().stream()
            .filter(host -> host.getValue() < places)
            .filter(host -> !excluded.contains(new HostName(host.getKey())))
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toList();
    return free.stream()
        .filter(host -> ask.hosts().contains(new HostName(host)))
        .findFirst()
        .or(() -> free.stream().findFirst());
  }
}
