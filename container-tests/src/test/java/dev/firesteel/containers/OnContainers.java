package dev.firesteel.containers;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the cluster of containers, which all tests of a JVM share; skips them with the reason
 * where there is no engine. Logs of all hosts are kept when a test fails.
 */
public final class OnContainers
    implements ExecutionCondition, ParameterResolver, AfterTestExecutionCallback {
  private static final Namespace SPACE = Namespace.create(OnContainers.class);
  private static final Path LOGS = Path.of("target", "containers");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Engine.Found found = found(context);
    return found.engine().isPresent()
        ? ConditionEvaluationResult.enabled("there is an engine for containers")
        : ConditionEvaluationResult.disabled(found.reason());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ContainerCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return cluster(context);
  }

  private static ContainerCluster cluster(ExtensionContext context) {
    return store(context)
        .computeIfAbsent(
            ContainerCluster.class,
            key -> ContainerCluster.start(found(context).engine().orElseThrow(), Shape.whole()),
            ContainerCluster.class);
  }

  private static Engine.Found found(ExtensionContext context) {
    return store(context).computeIfAbsent(Engine.class, key -> Engine.find(), Engine.Found.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getRoot().getStore(SPACE);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    Optional<ContainerCluster> cluster =
        Optional.ofNullable(store(context).get(ContainerCluster.class, ContainerCluster.class));
    if (context.getExecutionException().isPresent()) {
      cluster.ifPresent(
          there -> there.keepLogs(LOGS.resolve(context.getRequiredTestMethod().getName())));
    }
  }
}
