package dev.firesteel.it.mesos;

import dev.firesteel.mesos.test.MesosTestCluster;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that ask for a parameter of type {@link Mesos} a double of Mesos that all tests of
 * this JVM share, see {@link Mesos#small}. A test that breaks it starts one of its own.
 */
public final class MesosExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Mesos.class;
  }

  @Override
  public Mesos resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return new Mesos(
        context
            .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Mesos.class))
            .computeIfAbsent("mesos", absent -> Mesos.small().start(), MesosTestCluster.class));
  }
}
