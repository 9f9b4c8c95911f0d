package dev.firesteel.it.hdfs;

import dev.firesteel.devcluster.DevCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that ask for a parameter of type {@link Hdfs} a directory of their own in one HDFS
 * that all tests of this JVM share: three DataNodes on h1 and h2 in /rack1 and h3 in /rack2, see
 * {@link Hdfs#small}. It starts with the first such test and ends after the last. A test that stops
 * or breaks daemons starts a cluster of its own ({@link Hdfs#startOwn}).
 */
public final class HdfsExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(HdfsExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Hdfs.class;
  }

  @Override
  public Hdfs resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Shared.class, type -> Shared.start(), Shared.class);
    return new Hdfs(shared.cluster, "/test-" + shared.tests.incrementAndGet());
  }

  /** The cluster, closed with the store that holds it. */
  private static final class Shared implements AutoCloseable {
    private final DevCluster cluster;
    private final AtomicInteger tests = new AtomicInteger();

    private Shared(DevCluster cluster) {
      this.cluster = cluster;
    }

    static Shared start() {
      try {
        Path directory = Files.createTempDirectory("firesteel-hdfs");
        return new Shared(DevCluster.start(Hdfs.small(directory).build()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}
