package dev.firesteel.backend.mesos.detect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryNTimes;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.zookeeper.KeeperException.Code;

/**
 * Watches the masters' election. While ZooKeeper does not answer, what was known stays: masters may
 * well lead on.
 */
final class ZooKeeperElection implements LeaderDetector {
  private static final Logger LOG = LogManager.getLogger(ZooKeeperElection.class);
  private static final int SESSION_MILLIS = 10_000;
  private static final int CONNECT_MILLIS = 5_000;

  private final MesosMaster.Elected election;
  private final Naming naming;
  private Optional<Listener> listener = Optional.empty();
  private Optional<CuratorFramework> client = Optional.empty();
  private List<HostPort> told = List.of();

  ZooKeeperElection(MesosMaster.Elected election, Naming naming) {
    this.election = election;
    this.naming = naming;
  }

  @Override
  public void start(Listener hearer) {
    CuratorFramework made = client();
    synchronized (this) {
      listener = Optional.of(hearer);
      client = Optional.of(made);
    }
    none(
        "ZooKeeper does not answer at "
            + election.connectString()
            + " (check its addresses, and that it runs)");
    made.getConnectionStateListenable()
        .addListener(
            (same, state) -> {
              if (state == ConnectionState.CONNECTED || state == ConnectionState.RECONNECTED) {
                look(same);
              }
            });
    made.start();
  }

  @Override
  public void close() {
    Optional<CuratorFramework> open;
    synchronized (this) {
      listener = Optional.empty();
      open = client;
      client = Optional.empty();
    }
    open.ifPresent(CuratorFramework::close);
  }

  private CuratorFramework client() {
    CuratorFrameworkFactory.Builder builder =
        CuratorFrameworkFactory.builder()
            .connectString(election.connectString())
            .sessionTimeoutMs(SESSION_MILLIS)
            .connectionTimeoutMs(CONNECT_MILLIS)
            .retryPolicy(new RetryNTimes(1, 200));
    election
        .digest()
        .ifPresent(pair -> builder.authorization("digest", pair.getBytes(StandardCharsets.UTF_8)));
    return builder.build();
  }

  private void look(CuratorFramework zooKeeper) {
    try {
      zooKeeper
          .getChildren()
          .usingWatcher(change(zooKeeper))
          .inBackground(this::nodes)
          .forPath(election.path());
    } catch (Exception e) {
      trouble(e);
    }
  }

  private CuratorWatcher change(CuratorFramework zooKeeper) {
    return event -> look(zooKeeper);
  }

  private void nodes(CuratorFramework zooKeeper, CuratorEvent event) throws Exception {
    switch (Code.get(event.getResultCode())) {
      case OK -> {
        Optional<String> leading = MasterEntry.leading(event.getChildren());
        if (leading.isEmpty()) {
          none("no master has entered itself in ZooKeeper at " + election.path());
          return;
        }
        String node = election.path() + "/" + leading.get();
        zooKeeper.getData().inBackground(this::entry).forPath(node);
      }
      case NONODE -> {
        none("no master has entered itself in ZooKeeper: there is no " + election.path());
        zooKeeper
            .checkExists()
            .usingWatcher(change(zooKeeper))
            .inBackground(this::appeared)
            .forPath(election.path());
      }
      case NOAUTH ->
          none(
              "ZooKeeper does not let us read "
                  + election.path()
                  + " (give a user who may: mesos://zk://user:password@…)");
      default -> LOG.debug("Reading {} gave {}", election.path(), event.getResultCode());
    }
  }

  private void appeared(CuratorFramework zooKeeper, CuratorEvent event) {
    if (event.getResultCode() == Code.OK.intValue()) {
      look(zooKeeper);
    }
  }

  private void entry(CuratorFramework zooKeeper, CuratorEvent event) {
    if (event.getResultCode() == Code.NONODE.intValue()) {
      look(zooKeeper); // it was gone as soon as it was seen
      return;
    }
    if (event.getResultCode() != Code.OK.intValue()) {
      LOG.debug("Reading {} gave {}", event.getPath(), event.getResultCode());
      return;
    }
    try {
      leader(MasterEntry.addresses(event.getData(), naming));
    } catch (IOException e) {
      none("the entry " + event.getPath() + " in ZooKeeper is not a master's: " + e.getMessage());
    }
  }

  private void trouble(Exception e) {
    none("ZooKeeper cannot be asked: " + e);
  }

  private synchronized void leader(List<HostPort> candidates) {
    if (!candidates.equals(told)) {
      told = candidates;
      listener.ifPresent(hearer -> hearer.leader(candidates));
    }
  }

  private synchronized void none(String why) {
    told = List.of();
    listener.ifPresent(hearer -> hearer.none(why));
  }
}
