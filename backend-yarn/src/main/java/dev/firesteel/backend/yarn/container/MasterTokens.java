package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.config.Config;
import dev.firesteel.io.hadoop.security.LaunchTokens;
import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.util.YarnClientUtils;

/**
 * The tokens with which the container of an application master is started.
 *
 * @param all what the container gets
 * @param made those of them that were made for it
 */
public record MasterTokens(Credentials all, Credentials made) {
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(2);

  /**
   * This process's own and, where users prove who they are, new ones: the ResourceManager takes an
   * application only if it can renew these, renews them, and cancels them at the application's end.
   * Asks other hosts.
   *
   * @param conf Hadoop's settings
   * @throws IOException if the user cannot be found out
   * @throws dev.firesteel.api.error.FiresteelException if tokens are refused
   */
  public static MasterTokens of(Config config, Configuration conf) throws IOException {
    Credentials all = LaunchTokens.own();
    Credentials made = new Credentials();
    if (UserGroupInformation.isSecurityEnabled()) {
      try (LaunchTokens source = new LaunchTokens(config, System::nanoTime)) {
        made.addAll(source.renewedBy(YarnClientUtils.getRmPrincipal(conf)));
        all.addAll(made);
      }
    }
    return new MasterTokens(all, made);
  }

  /**
   * Makes those that were made worthless, for an application that the ResourceManager has not
   * taken. Asks other hosts, for some seconds at most; never throws.
   */
  public void cancel(Configuration conf) {
    LaunchTokens.cancel(made, conf, LONGEST_FAREWELL);
  }
}
