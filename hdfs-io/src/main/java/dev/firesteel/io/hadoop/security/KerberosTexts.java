package dev.firesteel.io.hadoop.security;

import java.util.List;
import java.util.Optional;

/** Texts of Kerberos' failures that mean the same wherever they come up. */
final class KerberosTexts {
  private static final List<String> UNREACHABLE =
      List.of(
          "Cannot contact any KDC",
          "Receive timed out",
          "connect timed out",
          "Connect timed out",
          "Connection refused",
          "PortUnreachableException");

  private KerberosTexts() {}

  /** What a text means. */
  static Optional<String> common(String text) {
    if (text.contains("Clock skew too great")) {
      return Optional.of(
          "this machine's clock and the KDC's differ by too much (set the clocks, by NTP say)");
    }
    if (text.contains("Cannot locate default realm") || text.contains("Can't get Kerberos realm")) {
      return Optional.of(
          "no Kerberos realm is configured on this machine (install the realm's /etc/krb5.conf, or"
              + " name it by the environment variable KRB5_CONFIG)");
    }
    if (text.contains("Cannot locate KDC") || text.contains("Unable to locate KDC")) {
      return Optional.of(
          "krb5.conf names no KDC for the realm (correct it, or the realm of the principal)");
    }
    if (UNREACHABLE.stream().anyMatch(text::contains)) {
      return Optional.of(
          "the KDC cannot be reached (check that it runs, and its address in krb5.conf)");
    }
    return Optional.empty();
  }

  static String lastLine(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage()).lines().findFirst().orElse("");
  }
}
