package dev.firesteel.executor.log;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.MessageFactory;
import org.apache.logging.log4j.simple.SimpleLogger;
import org.apache.logging.log4j.simple.SimpleLoggerContextFactory;
import org.apache.logging.log4j.util.PropertiesUtil;
import org.jspecify.annotations.Nullable;

/**
 * Knows what it logs, and has it written by a logger that is made with its first line: the format
 * of times that each of those has loads locales, calendars and zones.
 */
final class QuickLogger extends SimpleLogger {
  private static final long serialVersionUID = 1;
  private static final PrintStream UNUSED =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  QuickLogger(String name, Level level, MessageFactory messages, PropertiesUtil properties) {
    super(name, level, false, false, false, false, "", messages, properties, UNUSED);
  }

  @Override
  public void logMessage(
      String caller,
      Level level,
      @Nullable Marker marker,
      Message message,
      @Nullable Throwable thrown) {
    SimpleLoggerContextFactory.INSTANCE
        .getContext(caller, null, null, false)
        .getLogger(getName(), this.<MessageFactory>getMessageFactory())
        .logMessage(caller, level, marker, message, thrown);
  }
}
