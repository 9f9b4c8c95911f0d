package dev.firesteel.io.hadoop.security;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.security.SaslRpcServer.AuthMethod;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;

/**
 * Who this process is by tokens that came from elsewhere: the driver's user, whatever the process's
 * own is called, and without a KDC. For processes of Firesteel's own; for one thread.
 */
public final class InstalledTokens {
  private @Nullable UserGroupInformation user;

  /**
   * Makes this process the bundle's user. Again with newer tokens it stays the same user, so that
   * open file systems go on with them.
   */
  public void install(TokenBundle bundle) {
    if (bundle.settings().isEmpty()) {
      return; // the cluster is not secured
    }
    UserGroupInformation known = user;
    if (known != null) {
      known.addCredentials(bundle.tokens());
      return;
    }
    Configuration configuration = new Configuration();
    bundle.settings().forEach(configuration::set);
    // With 'kerberos' Hadoop insists on a realm, which executors' machines need not know.
    configuration.set(CommonConfigurationKeysPublic.HADOOP_SECURITY_AUTHENTICATION, "token");
    UserGroupInformation.setConfiguration(configuration);
    UserGroupInformation made =
        UserGroupInformation.createRemoteUser(bundle.user(), AuthMethod.TOKEN);
    made.addCredentials(bundle.tokens());
    UserGroupInformation.setLoginUser(made);
    user = made;
  }
}
