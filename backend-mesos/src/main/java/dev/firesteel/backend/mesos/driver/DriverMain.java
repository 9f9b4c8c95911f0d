package dev.firesteel.backend.mesos.driver;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LaunchedMain;
import dev.firesteel.api.classes.UserClassLoader;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.shipping.program.Outcome;
import dev.firesteel.shipping.program.UserMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The main class of a driver's task, around the user's: from there on it is client mode. It ends
 * with the exit codes of {@code bin/firesteel}: 0; 1, the program failed; 2, it could not begin; 3,
 * it was cancelled. A program that calls {@code System.exit} chooses its own.
 */
public final class DriverMain {
  private static final Logger LOG = LogManager.getLogger(DriverMain.class);

  private DriverMain() {}

  /** Runs the program that the variable tells. */
  public static void main(String[] args) {
    Outcome outcome = run(System.getenv(), Path.of("").toAbsolutePath());
    if (outcome.code() != 0) {
      LOG.error("The driver has failed: {}", outcome.diagnostics()); // the last words of its log
    }
    System.exit(outcome.code());
  }

  static Outcome run(Map<String, String> environment, Path directory) {
    String text = environment.getOrDefault(DriverProgram.VARIABLE, "");
    if (text.isEmpty()) {
      return Outcome.notRunnable(
          "Cannot run a driver: there is no variable "
              + DriverProgram.VARIABLE
              + " (this class is started by a dispatcher, see firesteel submit --deploy-mode"
              + " cluster)");
    }
    try {
      DriverProgram program = DriverProgram.decoded(text);
      return run(
          program, new LocalSettings(directory, environment).of(program, LocalSettings.serves()));
    } catch (FiresteelException e) {
      return Outcome.notRunnable(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // a full disk is this agent's, and not the program's
      String why = "Cannot lay out the driver's private files: " + e;
      return new Outcome(FinalStatus.FAILED, why, 1);
    }
  }

  private static Outcome run(DriverProgram program, SortedMap<String, String> settings) {
    settings.forEach(System::setProperty);
    Config config = Config.of(settings);
    ClassLoader own = DriverMain.class.getClassLoader();
    ClassLoader classes =
        config.get(CoreKeys.JARS).isEmpty() ? own : UserClassLoader.open(config, own);
    LaunchedMain.begin();
    Outcome outcome = new UserMain(program.mainClass(), program.arguments(), classes).run();
    LaunchedMain.end(outcome.status(), outcome.diagnostics());
    return outcome;
  }
}
