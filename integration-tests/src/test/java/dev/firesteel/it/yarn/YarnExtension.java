package dev.firesteel.it.yarn;

import dev.firesteel.it.hdfs.SharedCluster;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that ask for a parameter of type {@link Yarn} a YARN with HDFS that all tests of this
 * JVM share, see {@link Yarn#small}, and a directory of their own. It starts with the first such
 * test and ends after the last. A test that stops or breaks daemons starts a cluster of its own
 * ({@link Yarn#startOwn}).
 */
public final class YarnExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Yarn.class;
  }

  @Override
  public Yarn resolveParameter(ParameterContext parameter, ExtensionContext context) {
    SharedCluster shared = SharedCluster.of(context, "yarn", Yarn::small);
    return new Yarn(shared.cluster(), shared.directory());
  }
}
