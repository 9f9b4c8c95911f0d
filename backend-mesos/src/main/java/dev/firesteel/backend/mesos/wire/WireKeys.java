package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.time.Duration;
import java.util.List;

/** The settings of connections to Mesos. */
public final class WireKeys implements ConfigKeys {
  /** Who the framework is. */
  public static final ConfigKey<String> PRINCIPAL =
      Keys.text(
          "firesteel.mesos.principal",
          "",
          "Principal of the framework, by which Mesos knows whose it is; authenticated if there is a secret.");

  /** How it proves that. */
  public static final ConfigKey<String> SECRET_FILE =
      Keys.text(
          "firesteel.mesos.secret-file",
          "",
          "File with the principal's secret (its first line); readable by its owner only.");

  /** Whether connections are encrypted. */
  public static final ConfigKey<Boolean> TLS =
      Keys.flag(
          "firesteel.mesos.tls",
          false,
          "Speak TLS with the masters and agents, and verify whom they are.");

  /** Whom to trust. */
  public static final ConfigKey<String> TRUST_STORE =
      Keys.text(
          "firesteel.mesos.trust-store",
          "",
          "File with the certificates of authorities that are trusted (PEM, PKCS12 or JKS); empty means those of the JVM.");

  /** The trust store's password. */
  public static final ConfigKey<String> TRUST_STORE_PASSWORD_FILE =
      Keys.text(
          "firesteel.mesos.trust-store-password-file",
          "",
          "File with the trust store's password (its first line), if it has one.");

  /** How long to wait for a connection. */
  public static final ConfigKey<Duration> CONNECT_TIMEOUT =
      Keys.duration(
              "firesteel.mesos.connect-timeout",
              "5s",
              "Time that a master has to take a connection and to answer; a session's first connection fails after twice that time.")
          .check(d -> d.toMillis() >= 100 && d.toMinutes() < 10, "from 100 ms to 10 minutes");

  @Override
  public String title() {
    return "Mesos: connection";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(
        PRINCIPAL, SECRET_FILE, TLS, TRUST_STORE, TRUST_STORE_PASSWORD_FILE, CONNECT_TIMEOUT);
  }
}
