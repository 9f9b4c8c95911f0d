package dev.firesteel.executor.log;

import java.net.URI;
import org.apache.logging.log4j.spi.LoggerContext;
import org.apache.logging.log4j.spi.LoggerContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has log4j write by the small loggers of its API, which need no configuration, and makes of those
 * only what a line needs that is really written. For the property {@code
 * log4j2.loggerContextFactory}; its settings are those of {@code SimpleLogger}.
 */
public final class QuickLoggerContextFactory implements LoggerContextFactory {
  private final LoggerContext context = new QuickLoggerContext();

  @Override
  public LoggerContext getContext(
      String caller,
      @Nullable ClassLoader loader,
      @Nullable Object external,
      boolean currentContext) {
    return context;
  }

  @Override
  public LoggerContext getContext(
      String caller,
      @Nullable ClassLoader loader,
      @Nullable Object external,
      boolean currentContext,
      @Nullable URI configuration,
      @Nullable String name) {
    return context;
  }

  @Override
  public void removeContext(LoggerContext removed) {
    // there is one, for ever
  }

  @Override
  public boolean isClassLoaderDependent() {
    return false;
  }
}
