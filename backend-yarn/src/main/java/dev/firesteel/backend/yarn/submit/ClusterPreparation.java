package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.yarn.container.MasterTokens;
import dev.firesteel.backend.yarn.master.ApplicationMaster;
import dev.firesteel.backend.yarn.master.ShippedKeytab;
import dev.firesteel.backend.yarn.staging.ClusterStaging;
import dev.firesteel.backend.yarn.staging.OwnClassPath;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationId;

/** Brings this JVM's class path and the user's files to the cluster's file system. */
final class ClusterPreparation implements Preparation {
  private final Configuration conf;
  private final Clock clock;

  ClusterPreparation(Configuration conf, Clock clock) {
    this.conf = conf;
    this.clock = clock;
  }

  @Override
  public PreparedDriver prepare(ApplicationId application, Config config) throws IOException {
    try (ClusterStaging staging = ClusterStaging.open(config, conf, clock)) {
      CompletableFuture<Void> cleaned = staging.clean();
      StagedProgram files =
          staging.stage(
              new ExecutorProgram(
                  ApplicationMaster.class.getName(), OwnClassPath.entries(), List.of()));
      Credentials tokens = tokens(config);
      cleaned.join(); // there is a file system; what else fails there is logged
      return new PreparedDriver(files, tokens);
    }
  }

  /** They live for as long as the ResourceManager may renew them; with a keytab for ever. */
  private Credentials tokens(Config config) throws IOException {
    Credentials tokens = MasterTokens.of(config, conf).all();
    if (UserGroupInformation.isSecurityEnabled()) {
      ShippedKeytab.addTo(tokens, config);
    }
    return tokens;
  }
}
