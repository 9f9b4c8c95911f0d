package dev.firesteel.io.hadoop.security;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.KeytabLogin;
import dev.firesteel.io.storage.SecurityKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.SecurityUtil;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.UserGroupInformation.AuthenticationMethod;

/**
 * Logs this process in. Hadoop keeps one user a process: a session that names another principal
 * takes it over, which is for sessions one after the other.
 */
public final class Login {
  private static final String KRB5 = "java.security.krb5.conf";
  private static final String TOKEN_FILE = "HADOOP_TOKEN_FILE_LOCATION";
  private static final String KRB5_VARIABLE = "KRB5_CONFIG";

  private Login() {}

  /**
   * Proves who the user is, if the settings ask for it.
   *
   * @throws FiresteelException of category SECURITY if that fails, with the reason
   */
  public static void ensure(Optional<KeytabLogin> keytab, Configuration configuration) {
    if (SecurityUtil.getAuthenticationMethod(configuration) == AuthenticationMethod.SIMPLE) {
      keytab.ifPresent(Login::refuse);
      if (UserGroupInformation.isSecurityEnabled()) {
        become(configuration); // an earlier session of this process was of a secured cluster
      }
      return;
    }
    findKdc();
    try {
      if (keytab.isEmpty() && System.getenv(TOKEN_FILE) != null) {
        liveByTokens(configuration);
        return;
      }
      if (!UserGroupInformation.isSecurityEnabled()) {
        become(configuration);
      }
      if (keytab.isPresent()) {
        login(keytab.get());
      } else {
        checkTicket();
      }
    } catch (IOException e) {
      throw failed(e);
    } catch (IllegalArgumentException e) {
      throw failed(new IOException(e));
    }
  }

  /** Makes sure that the proof is still good; long programs call it before they need it. */
  static void refresh() {
    try {
      UserGroupInformation user = UserGroupInformation.getLoginUser();
      if (user.isFromKeytab()) {
        user.checkTGTAndReloginFromKeytab();
      } else if (user.hasKerberosCredentials()) {
        user.reloginFromTicketCache();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The failure for people. */
  static FiresteelException failed(IOException e) {
    return new FiresteelException(
        ErrorCategory.SECURITY, "Cannot log in to Kerberos: " + LoginFailure.why(e), e);
  }

  /** This process was started by YARN, for a user whose tokens it was given. */
  private static void liveByTokens(Configuration configuration) throws IOException {
    if (UserGroupInformation.isSecurityEnabled()) {
      return;
    }
    Credentials given = UserGroupInformation.getLoginUser().getCredentials();
    String user = System.getenv().getOrDefault("USER", System.getProperty("user.name"));
    new InstalledTokens().install(new TokenBundle(user, TokenSource.shipped(configuration), given));
  }

  private static void become(Configuration configuration) {
    UserGroupInformation.setConfiguration(configuration);
    UserGroupInformation.setLoginUser(null);
  }

  /** Other programs are told by this variable; the JVM knows a property only. */
  private static void findKdc() {
    String variable = System.getenv(KRB5_VARIABLE);
    if (variable != null && !variable.isBlank() && System.getProperty(KRB5) == null) {
      System.setProperty(KRB5, variable);
    }
  }

  private static void refuse(KeytabLogin keytab) {
    throw new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot log in as "
            + keytab.principal()
            + ": Hadoop's settings say that nobody proves who they are"
            + " (hadoop.security.authentication is 'simple': set HADOOP_CONF_DIR to the secured"
            + " cluster's settings, or leave out "
            + SecurityKeys.PRINCIPAL.name()
            + ")");
  }

  private static void login(KeytabLogin keytab) throws IOException {
    Path file = Path.of(keytab.keytab());
    if (!Files.isReadable(file)) {
      throw new FiresteelException(
          ErrorCategory.SECURITY,
          "Cannot log in as "
              + keytab.principal()
              + ": keytab "
              + file
              + (Files.exists(file) ? " may not be read by this user" : " does not exist")
              + " (correct "
              + SecurityKeys.KEYTAB.name()
              + (Files.exists(file) ? ", or the file's permissions)" : ")"));
    }
    String principal =
        SecurityUtil.getServerPrincipal(
            keytab.principal(), InetAddress.getLocalHost().getCanonicalHostName());
    UserGroupInformation before = UserGroupInformation.getLoginUser();
    if (before.isFromKeytab() && before.getUserName().equals(principal)) {
      before.checkTGTAndReloginFromKeytab();
      return;
    }
    Credentials master = Tokens.ofMaster(before.getCredentials());
    UserGroupInformation.loginUserFromKeytab(principal, file.toString());
    UserGroupInformation.getLoginUser().addCredentials(master);
  }

  private static void checkTicket() throws IOException {
    UserGroupInformation user = UserGroupInformation.getCurrentUser();
    if (!user.hasKerberosCredentials() && user.getTokens().isEmpty()) {
      throw new FiresteelException(
          ErrorCategory.SECURITY,
          "Cannot prove who the user is: "
              + TicketCache.problem()
              + " (run kinit, or set "
              + SecurityKeys.PRINCIPAL.name()
              + " and "
              + SecurityKeys.KEYTAB.name()
              + ")");
    }
  }
}
