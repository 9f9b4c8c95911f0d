package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.config.Config;
import dev.firesteel.io.hadoop.security.LaunchTokens;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.util.YarnClientUtils;

/** The tokens with which the container of an application master is started. */
public final class MasterTokens {
  private MasterTokens() {}

  /**
   * This process's own and, where users prove who they are, new ones: the ResourceManager takes an
   * application only if it can renew these, renews them, and cancels them at the application's end.
   * Asks other hosts.
   *
   * @param conf Hadoop's settings
   * @throws IOException if the user cannot be found out
   * @throws dev.firesteel.api.error.FiresteelException if tokens are refused
   */
  public static Credentials of(Config config, Configuration conf) throws IOException {
    Credentials tokens = LaunchTokens.own();
    if (UserGroupInformation.isSecurityEnabled()) {
      try (LaunchTokens made = new LaunchTokens(config, System::nanoTime)) {
        tokens.addAll(made.renewedBy(YarnClientUtils.getRmPrincipal(conf)));
      }
    }
    return tokens;
  }
}
