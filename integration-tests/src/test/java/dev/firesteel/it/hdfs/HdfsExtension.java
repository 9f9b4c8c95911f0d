package dev.firesteel.it.hdfs;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that ask for a parameter of type {@link Hdfs} a directory of their own in one HDFS
 * that all tests of this JVM share: three DataNodes on h1 and h2 in /rack1 and h3 in /rack2, see
 * {@link Hdfs#small}. It starts with the first such test and ends after the last. A test that stops
 * or breaks daemons starts a cluster of its own ({@link Hdfs#startOwn}).
 */
public final class HdfsExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Hdfs.class;
  }

  @Override
  public Hdfs resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SharedCluster shared = SharedCluster.of(context, "hdfs", Hdfs::small);
    return new Hdfs(shared.cluster(), shared.directory());
  }
}
