package dev.firesteel.io.hadoop.security;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JVM's Kerberos means; it tells by texts only. */
final class LoginFailure {
  private static final Pattern PRINCIPAL = Pattern.compile("for principal: (\\S+)");
  private static final Pattern KEYTAB = Pattern.compile("from keytab:? ?(\\S+)");

  private LoginFailure() {}

  /** Why a login failed and what to do, on one line. */
  static String why(IOException e) {
    String text = chain(e);
    String principal = found(PRINCIPAL, text, "the principal");
    String keytab = found(KEYTAB, text, "the keytab");
    if (text.contains("Unable to obtain password from user")) {
      return "keytab "
          + keytab
          + " has no usable key of "
          + principal
          + " ('klist -kte "
          + keytab
          + "' lists what it has)";
    }
    if (text.contains("Client not found in Kerberos database")) {
      return "the KDC does not know " + principal + " (check firesteel.security.principal)";
    }
    if (text.contains("Pre-authentication information was invalid")
        || text.contains("Integrity check on decrypted field failed")
        || text.contains("Checksum failed")) {
      return "the KDC refuses the key of "
          + principal
          + " (its password changed since keytab "
          + keytab
          + " was made: get a new one)";
    }
    return KerberosTexts.common(text)
        .orElseGet(() -> "it failed: " + KerberosTexts.lastLine(e) + " (see the KDC's log)");
  }

  private static String found(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }

  static String chain(Throwable e) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      text.append(cause).append('\n');
    }
    return text.toString();
  }
}
