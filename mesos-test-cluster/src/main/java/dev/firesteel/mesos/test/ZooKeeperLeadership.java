package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.codec.MalformedException;
import dev.firesteel.mesos.test.codec.MediaType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * The entries of masters in a ZooKeeper as Mesos writes them: {@code /mesos/json.info_0000000000},
 * of which the lowest leads, and {@code /mesos/log_replicas} beside them.
 */
final class ZooKeeperLeadership implements Leadership {
  private static final int TICK = 500;
  private static final int SESSION = 10_000;
  private static final String ROOT = "/mesos";
  private static final String ENTRY = "json.info_";

  private final String servers;
  private final String root;
  private final ZooKeeper client;
  private final Runnable stop;

  /** By id of the master. */
  private final Map<String, String> entries = new HashMap<>();

  private ZooKeeperLeadership(String servers, String root, ZooKeeper client, Runnable stop) {
    this.servers = servers;
    this.root = root;
    this.client = client;
    this.stop = stop;
  }

  /** In a ZooKeeper server of its own. */
  static ZooKeeperLeadership start(Path directory) throws IOException {
    try {
      ServerCnxnFactory factory = new NIOServerCnxnFactory();
      factory.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
      factory.startup(
          new ZooKeeperServer(
              directory.resolve("snapshots").toFile(), directory.resolve("log").toFile(), TICK));
      return connect("127.0.0.1:" + factory.getLocalPort(), ROOT, () -> {}, factory::shutdown);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while ZooKeeper started", e);
    }
  }

  /**
   * In a ZooKeeper that is there.
   *
   * @param address {@code host:port,host:port/path}, also with {@code zk://} before
   * @param expired what to do once the session has expired, and so the entries of here are gone;
   *     called on a thread of ZooKeeper's
   * @throws IllegalArgumentException if this is no such address
   */
  static ZooKeeperLeadership at(String address, Runnable expired) throws IOException {
    String bare = address.startsWith("zk://") ? address.substring("zk://".length()) : address;
    int slash = bare.indexOf('/');
    if (slash <= 0 || slash == bare.length() - 1) {
      throw new IllegalArgumentException(
          "Not the address of masters in ZooKeeper: '" + address + "' (write host:2181/mesos)");
    }
    try {
      return connect(bare.substring(0, slash), bare.substring(slash), expired, () -> {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while ZooKeeper was asked", e);
    }
  }

  private static ZooKeeperLeadership connect(
      String servers, String root, Runnable expired, Runnable stop)
      throws IOException, InterruptedException {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper client =
        new ZooKeeper(
            servers,
            SESSION,
            event -> {
              if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
              } else if (event.getState() == Watcher.Event.KeeperState.Expired) {
                expired.run();
              }
            });
    if (!connected.await(20, TimeUnit.SECONDS)) {
      client.close();
      stop.run();
      throw new IOException(
          "No ZooKeeper answers at " + servers + " (start it first, or correct the address)");
    }
    ZooKeeperLeadership leadership = new ZooKeeperLeadership(servers, root, client, stop);
    leadership.createParents();
    return leadership;
  }

  private void createParents() {
    String path = "";
    for (String each : (root.substring(1) + "/log_replicas").split("/")) {
      path += "/" + each;
      try {
        create(path, new byte[0], CreateMode.PERSISTENT);
      } catch (IllegalStateException e) {
        if (!(e.getCause() instanceof KeeperException.NodeExistsException)) {
          throw e;
        }
      }
    }
  }

  /**
   * Waits until the master that has joined leads. Entries that a dead master has left for the same
   * address are removed: nobody else can listen there.
   */
  void awaitLead(MasterInfo master) throws InterruptedException, KeeperException {
    String own = entries.getOrDefault(master.getId(), "");
    while (true) {
      CountDownLatch changed = new CountDownLatch(1);
      List<String> others =
          client.getChildren(root, event -> changed.countDown()).stream()
              .filter(each -> each.startsWith(ENTRY))
              .map(each -> root + "/" + each)
              .filter(each -> each.compareTo(own) < 0)
              .toList();
      boolean lowest = true;
      for (String each : others) {
        lowest &= isStale(each, master);
      }
      if (lowest) {
        return;
      }
      changed.await();
    }
  }

  private boolean isStale(String entry, MasterInfo master)
      throws KeeperException, InterruptedException {
    try {
      MasterInfo.Builder other = MasterInfo.newBuilder();
      MediaType.JSON.decode(client.getData(entry, false, null), other);
      if (!other.getAddress().equals(master.getAddress())) {
        return false;
      }
      client.delete(entry, -1);
      return true;
    } catch (KeeperException.NoNodeException e) {
      return true;
    } catch (MalformedException e) {
      throw new IllegalStateException("No master's entry: " + entry, e);
    }
  }

  private String create(String path, byte[] data, CreateMode mode) {
    try {
      return client.create(path, data, ZooDefs.Ids.OPEN_ACL_UNSAFE, mode);
    } catch (KeeperException e) {
      throw new IllegalStateException("Cannot create " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  @Override
  public void joins(MasterInfo master) {
    entries.put(
        master.getId(),
        create(root + "/" + ENTRY, MediaType.JSON.encode(master), CreateMode.EPHEMERAL_SEQUENTIAL));
  }

  @Override
  public void leaves(MasterInfo master) {
    String entry = entries.remove(master.getId());
    if (entry == null) {
      return;
    }
    try {
      client.delete(entry, -1);
    } catch (KeeperException e) {
      throw new IllegalStateException("Cannot remove " + entry, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  @Override
  public Optional<String> address() {
    return Optional.of("zk://" + servers + root);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stop.run();
  }
}
