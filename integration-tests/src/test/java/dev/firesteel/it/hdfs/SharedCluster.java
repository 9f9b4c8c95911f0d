package dev.firesteel.it.hdfs;

import dev.firesteel.devcluster.ClusterSpec;
import dev.firesteel.devcluster.DevCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * A cluster that all tests of this JVM share; each has a directory of its own in it. The store of
 * the test run holds it and closes it at the end of the last class, also where classes are given to
 * the JVM one at a time.
 */
public final class SharedCluster implements AutoCloseable {
  private final DevCluster cluster;
  private final AtomicInteger tests = new AtomicInteger();

  private SharedCluster(DevCluster cluster) {
    this.cluster = cluster;
  }

  /** The one of this name; the first who asks for it starts it. */
  public static SharedCluster of(
      ExtensionContext context, String name, Function<Path, ClusterSpec.Builder> spec) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedCluster.class))
        .computeIfAbsent(name, absent -> start(name, spec), SharedCluster.class);
  }

  private static SharedCluster start(String name, Function<Path, ClusterSpec.Builder> spec) {
    try {
      Path all = Files.createDirectories(Path.of("target", "clusters"));
      return new SharedCluster(
          DevCluster.start(spec.apply(Files.createTempDirectory(all, name)).build()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cluster. */
  public DevCluster cluster() {
    return cluster;
  }

  /** A directory that no other test has. */
  public String directory() {
    return "/test-" + tests.incrementAndGet();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
