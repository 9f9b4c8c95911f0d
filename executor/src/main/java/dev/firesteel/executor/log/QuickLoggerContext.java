package dev.firesteel.executor.log;

import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.message.MessageFactory;
import org.apache.logging.log4j.message.ParameterizedMessageFactory;
import org.apache.logging.log4j.spi.ExtendedLogger;
import org.apache.logging.log4j.spi.LoggerContext;
import org.apache.logging.log4j.spi.LoggerRegistry;
import org.apache.logging.log4j.util.PropertiesUtil;
import org.jspecify.annotations.Nullable;

/** All loggers of a process. */
final class QuickLoggerContext implements LoggerContext {
  private static final String LEVEL = "org.apache.logging.log4j.simplelog.level";

  private final PropertiesUtil properties = PropertiesUtil.getProperties();
  private final Level level = Level.toLevel(properties.getStringProperty(LEVEL), Level.ERROR);
  private final LoggerRegistry<ExtendedLogger> loggers = new LoggerRegistry<>();

  @Override
  public @Nullable Object getExternalContext() {
    return null;
  }

  @Override
  public ExtendedLogger getLogger(String name) {
    return getLogger(name, ParameterizedMessageFactory.INSTANCE);
  }

  @Override
  public ExtendedLogger getLogger(String name, @Nullable MessageFactory messages) {
    MessageFactory factory = messages == null ? ParameterizedMessageFactory.INSTANCE : messages;
    ExtendedLogger known = loggers.getLogger(name, factory);
    if (known != null) {
      return known;
    }
    loggers.putIfAbsent(name, factory, new QuickLogger(name, level, factory, properties));
    return Objects.requireNonNull(loggers.getLogger(name, factory));
  }

  @Override
  public LoggerRegistry<ExtendedLogger> getLoggerRegistry() {
    return loggers;
  }

  @Override
  public boolean hasLogger(String name) {
    return hasLogger(name, ParameterizedMessageFactory.INSTANCE);
  }

  @Override
  public boolean hasLogger(String name, MessageFactory messages) {
    return loggers.hasLogger(name, messages);
  }

  @Override
  public boolean hasLogger(String name, Class<? extends MessageFactory> messages) {
    return loggers.hasLogger(name, messages);
  }
}
