package dev.firesteel.it.yarn;

import dev.firesteel.devcluster.DevCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that ask for a parameter of type {@link Yarn} a YARN with HDFS that all tests of this
 * JVM share, see {@link Yarn#small}, and a directory of their own. It starts with the first such
 * test and ends after the last. A test that stops or breaks daemons starts a cluster of its own
 * ({@link Yarn#startOwn}).
 */
public final class YarnExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(YarnExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Yarn.class;
  }

  @Override
  public Yarn resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Shared.class, type -> Shared.start(), Shared.class);
    return new Yarn(shared.cluster, "/test-" + shared.tests.incrementAndGet());
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
        return new Shared(
            DevCluster.start(Yarn.small(Files.createTempDirectory("firesteel-yarn")).build()));
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
