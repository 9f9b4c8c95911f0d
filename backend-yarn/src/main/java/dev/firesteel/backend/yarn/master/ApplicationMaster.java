package dev.firesteel.backend.yarn.master;

import dev.firesteel.api.classes.UserClassLoader;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.YarnKeys;
import dev.firesteel.backend.yarn.rm.Farewell;
import dev.firesteel.backend.yarn.rm.Links;
import dev.firesteel.backend.yarn.rm.MasterAddress;
import dev.firesteel.backend.yarn.rm.MasterLink;
import dev.firesteel.backend.yarn.rm.YarnSettings;
import dev.firesteel.backend.yarn.staging.LastingUse;
import dev.firesteel.shipping.program.Outcome;
import dev.firesteel.shipping.program.UserMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.ApplicationConstants.Environment;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * The main class of the application master's container, around the user's. It registers at once, so
 * that waiting for the user's program is no silence, and reports how that ended.
 *
 * <p>What the program itself decides is final: a main method that returns, throws, or calls {@code
 * System.exit}. What befalls the process is not reported, so that the ResourceManager starts
 * another attempt as long as the application may have one: a lost node, a signal, exhausted memory.
 */
public final class ApplicationMaster {
  private ApplicationMaster() {}

  /** Runs the program that came with the container's tokens. */
  public static void main(String[] args) throws YarnException, IOException {
    UserGroupInformation user = UserGroupInformation.getCurrentUser();
    ShippedProgram program =
        ShippedProgram.from(user.getCredentials())
            .orElseThrow(
                () ->
                    new FiresteelException(
                        ErrorCategory.INTERNAL,
                        "Cannot run as application master: no program is among the container's"
                            + " tokens (this class is started by YARN, see firesteel submit"
                            + " --deploy-mode cluster)"));
    SortedMap<String, String> settings =
        ShippedKeytab.unpacked(user.getCredentials(), program.settings());
    settings.forEach(System::setProperty);
    System.setProperty(DriverKeys.HOST.name(), environment(Environment.NM_HOST));
    Config config = Config.of(settings);
    Configuration conf = YarnSettings.load(config);
    MasterLink link = register(config, conf, user);
    OwnAttempt.lend(new OwnAttempt(link, program.executors(), ""));
    Attempt attempt =
        new Attempt(
            link,
            // The user that the attempt was given, not one that has logged in since.
            () -> ExitNote.leave(Path.of(ExitNote.FILE), user.getCredentials()));
    LastingUse.note(program.executors(), config, conf, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(attempt::atExit, "firesteel-master-exit"));
    System.exit(attempt.ended(run(program, config)));
  }

  private static Outcome run(ShippedProgram program, Config config) {
    ClassLoader own = ApplicationMaster.class.getClassLoader();
    try {
      ClassLoader classes =
          config.get(CoreKeys.JARS).isEmpty() ? own : UserClassLoader.open(config, own);
      return new UserMain(program.mainClass(), program.arguments(), classes).run();
    } catch (FiresteelException e) {
      return Outcome.notRunnable(String.valueOf(e.getMessage()));
    }
  }

  private static MasterLink register(Config config, Configuration conf, UserGroupInformation user)
      throws YarnException, IOException {
    ApplicationAttemptId attempt =
        ContainerId.fromString(environment(Environment.CONTAINER_ID)).getApplicationAttemptId();
    return Links.register(
        conf,
        user,
        attempt,
        new MasterAddress(
            environment(Environment.NM_HOST), -1, "", config.get(YarnKeys.NODE_LABEL)),
        Farewell.CLUSTER_MODE,
        answer ->
            new FiresteelException(
                ErrorCategory.CLUSTER,
                "The ResourceManager has ended attempt " + attempt + ": " + answer.getMessage(),
                answer));
  }

  private static String environment(Environment variable) {
    String value = System.getenv(variable.name());
    if (value == null) {
      throw new FiresteelException(
          ErrorCategory.INTERNAL,
          "Cannot run as application master: "
              + variable.name()
              + " is not set (this class is started by YARN)");
    }
    return value;
  }
}
