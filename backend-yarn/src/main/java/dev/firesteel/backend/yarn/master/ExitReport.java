package dev.firesteel.backend.yarn.master;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.rm.Farewell;
import dev.firesteel.backend.yarn.rm.Patience;
import dev.firesteel.backend.yarn.rm.YarnSettings;
import dev.firesteel.io.storage.SecurityKeys;
import dev.firesteel.shipping.program.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/**
 * A main class that reports the code with which the user's program called {@code System.exit},
 * after the JVM of {@link ApplicationMaster} has ended; see {@link ExitNote}.
 */
public final class ExitReport {
  /** The variable with the code. */
  public static final String CODE = "FIRESTEEL_EXIT_CODE";

  /** The file whose presence asks for this report. */
  public static final String NOTE = ExitNote.FILE;

  private ExitReport() {}

  /** Reports. */
  public static void main(String[] args) throws IOException, YarnException {
    Credentials tokens = ExitNote.read(Path.of(ExitNote.FILE));
    UserGroupInformation.getCurrentUser().addCredentials(tokens);
    ShippedProgram program =
        ShippedProgram.from(tokens)
            .orElseThrow(
                () ->
                    new FiresteelException(
                        ErrorCategory.INTERNAL, "Cannot report an exit: there is no program"));
    Outcome outcome = Outcome.exited(Integer.parseInt(System.getenv(CODE)));
    Configuration conf = YarnSettings.load(Config.of(byTokens(program.settings())));
    AMRMClient<AMRMClient.ContainerRequest> client = AMRMClient.createAMRMClient();
    client.init(conf);
    client.start();
    try {
      FinalApplicationStatus status =
          outcome.status() == FinalStatus.SUCCEEDED
              ? FinalApplicationStatus.SUCCEEDED
              : FinalApplicationStatus.FAILED;
      Patience patience = Patience.of(conf);
      Farewell.say(
          Farewell.CLUSTER_MODE,
          () ->
              patience.insist(
                  () -> client.unregisterApplicationMaster(status, outcome.diagnostics(), "")));
    } finally {
      client.stop();
    }
  }

  /**
   * The note's tokens are enough; the keytab is at another place than on the submitter's machine.
   */
  static SortedMap<String, String> byTokens(SortedMap<String, String> settings) {
    SortedMap<String, String> some = new TreeMap<>(settings);
    some.remove(SecurityKeys.PRINCIPAL.name());
    some.remove(SecurityKeys.KEYTAB.name());
    return some;
  }
}
