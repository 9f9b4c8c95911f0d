package dev.firesteel.io.hadoop.security;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.util.Optional;

/** What a secured service's refusal means. */
public final class SecurityFailure {
  private SecurityFailure() {}

  /**
   * The refusal for people.
   *
   * @return empty if the failure is about something else
   */
  public static Optional<StorageException> explained(IOException e) {
    String text = LoginFailure.chain(e);
    return why(text).map(why -> new StorageException(ErrorCategory.SECURITY, why, e));
  }

  private static Optional<String> why(String text) {
    if (text.contains("InvalidToken") && text.contains("BlockTokenIdentifier")) {
      return Optional.empty(); // of a single block: the client gets another one
    }
    if (text.contains("InvalidToken") || text.contains("Invalid token")) {
      return Optional.of(
          "its delegation token has expired or was cancelled (give the application a principal and"
              + " a keytab, so that it makes new ones in time)");
    }
    if (text.contains("SIMPLE authentication is not enabled")) {
      return Optional.of(
          "the cluster wants users to prove who they are, and hadoop.security.authentication does"
              + " not say so here (use the cluster's core-site.xml)");
    }
    if (text.contains("Server asks us to fall back to SIMPLE auth")) {
      return Optional.of(
          "the settings here say that users prove who they are, and this service does not ask for"
              + " it (correct hadoop.security.authentication, or the address)");
    }
    if (text.contains("Client cannot authenticate via")) {
      return Optional.of(
          "it wants a proof of identity, and this process has neither a ticket nor a delegation"
              + " token for it (name the file system in firesteel.security.file-systems, or run"
              + " kinit)");
    }
    if (text.contains("Server has invalid Kerberos principal")) {
      return Optional.of(
          "the service has another principal than the settings here say (correct the principals in"
              + " hdfs-site.xml or yarn-site.xml)");
    }
    if (text.contains("can be issued only with kerberos")) {
      return Optional.of(
          "new delegation tokens are made for those only who logged in to Kerberos, and this"
              + " process lives by tokens (give the application a principal and a keytab)");
    }
    if (!text.contains("GSS") && !text.contains("Kerberos")) {
      return Optional.empty();
    }
    return Optional.of(
        KerberosTexts.common(text)
            .orElse(
                "the ticket is missing, has expired or is refused (run kinit; 'klist' shows it): "
                    + text.lines().filter(line -> line.contains("GSS")).findFirst().orElse("")));
  }
}
