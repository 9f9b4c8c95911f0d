package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.codec.MediaType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
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
 * A ZooKeeper server with the entries of masters as Mesos writes them: {@code
 * /mesos/json.info_0000000000}, of which the lowest leads, and {@code /mesos/log_replicas} beside
 * them.
 */
final class ZooKeeperLeadership implements Leadership {
  private static final int TICK = 500;
  private static final int SESSION = 10_000;
  private static final String ROOT = "/mesos";

  private final ServerCnxnFactory server;
  private final ZooKeeper client;

  /** By id of the master. */
  private final Map<String, String> entries = new HashMap<>();

  private ZooKeeperLeadership(ServerCnxnFactory server, ZooKeeper client) {
    this.server = server;
    this.client = client;
  }

  static ZooKeeperLeadership start(Path directory) throws IOException {
    try {
      ServerCnxnFactory factory = new NIOServerCnxnFactory();
      factory.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
      factory.startup(
          new ZooKeeperServer(
              directory.resolve("snapshots").toFile(), directory.resolve("log").toFile(), TICK));
      CountDownLatch connected = new CountDownLatch(1);
      ZooKeeper client =
          new ZooKeeper(
              "127.0.0.1:" + factory.getLocalPort(),
              SESSION,
              event -> {
                if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                  connected.countDown();
                }
              });
      if (!connected.await(20, TimeUnit.SECONDS)) {
        client.close();
        factory.shutdown();
        throw new IOException("The ZooKeeper server does not answer");
      }
      ZooKeeperLeadership leadership = new ZooKeeperLeadership(factory, client);
      leadership.create(ROOT, new byte[0], CreateMode.PERSISTENT);
      leadership.create(ROOT + "/log_replicas", new byte[0], CreateMode.PERSISTENT);
      return leadership;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while ZooKeeper started", e);
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
        create(
            ROOT + "/json.info_", MediaType.JSON.encode(master), CreateMode.EPHEMERAL_SEQUENTIAL));
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
    return Optional.of("zk://127.0.0.1:" + server.getLocalPort() + ROOT);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.shutdown();
  }
}
