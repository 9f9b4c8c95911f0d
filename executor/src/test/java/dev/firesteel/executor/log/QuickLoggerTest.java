package dev.firesteel.executor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.ParameterizedMessageFactory;
import org.apache.logging.log4j.spi.LoggerContext;
import org.junit.jupiter.api.Test;

/** Small loggers whose writers are made late. */
final class QuickLoggerTest {
  private static final String SETTING = "-Dorg.apache.logging.log4j.simplelog.";

  /** Logs in a process of its own, which has its own settings. */
  public static final class Logs {
    private Logs() {}

    public static void main(String[] args) {
      Logger quiet = LogManager.getLogger("com.acme.Quiet");
      quiet.error("not heard");
      Logger logger = LogManager.getLogger("com.acme.Program");
      logger.info("not heard");
      logger.warn("heard {} and {}", 1, 2, new IllegalStateException("why"));
    }
  }

  @Test
  void namesMeanLoggersAndNothingIsLoggedBelowTheLevel() {
    LoggerContext context = context();
    assertThat(context.hasLogger("a")).isFalse();
    Logger logger = context.getLogger("a");
    assertThat(logger.getName()).isEqualTo("a");
    assertThat(logger.getLevel()).isEqualTo(Level.ERROR);
    assertThat(logger.isWarnEnabled()).isFalse();
    assertThat(context.getLogger("a")).isSameAs(logger).isNotSameAs(context.getLogger("b"));
    assertThat(context.hasLogger("a")).isTrue();
    assertThat(context.hasLogger("a", ParameterizedMessageFactory.INSTANCE)).isTrue();
    assertThat(context.hasLogger("a", ParameterizedMessageFactory.class)).isTrue();
    assertThat(context.getLoggerRegistry().getLoggers()).hasSize(2);
    assertThat(context.getExternalContext()).isNull();
  }

  @Test
  void allHaveOneContext() {
    QuickLoggerContextFactory factory = new QuickLoggerContextFactory();
    LoggerContext context = factory.getContext("x", null, null, false);
    assertThat(factory.getContext("y", null, null, true, null, null)).isSameAs(context);
    factory.removeContext(context);
    assertThat(factory.getContext("x", null, null, false)).isSameAs(context);
    assertThat(factory.isClassLoaderDependent()).isFalse();
  }

  @Test
  void itWritesAsTheLoggersOfTheApiDo() throws Exception {
    String quick = written(QuickLoggerContextFactory.class.getName());
    assertThat(quick)
        .matches("(?s)\\d\\d:\\d\\d WARN Program heard 1 and 2\\R *java.lang.IllegalSt.*: why.*");
    assertThat(withoutTime(quick))
        .isEqualTo(
            withoutTime(written("org.apache.logging.log4j.simple.SimpleLoggerContextFactory")));
  }

  private static LoggerContext context() {
    return new QuickLoggerContextFactory().getContext("here", null, null, false);
  }

  private static String withoutTime(String text) {
    return text.replaceAll("(?m)^\\d\\d:\\d\\d ", "");
  }

  private static String written(String factory) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-Dlog4j2.loggerContextFactory=" + factory,
            SETTING + "level=WARN",
            SETTING + "com.acme.Quiet.level=OFF",
            SETTING + "showdatetime=true",
            SETTING + "dateTimeFormat=HH:mm",
            "-cp",
            classPath(),
            Logs.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  private static String classPath() throws Exception {
    return String.join(
        File.pathSeparator,
        place(Logs.class),
        place(QuickLoggerContextFactory.class),
        place(LogManager.class));
  }

  private static String place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
