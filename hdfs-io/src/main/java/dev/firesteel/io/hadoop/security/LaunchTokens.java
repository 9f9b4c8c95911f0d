package dev.firesteel.io.hadoop.security;

import dev.firesteel.api.config.Config;
import dev.firesteel.io.storage.HadoopSource;
import dev.firesteel.io.storage.SecurityKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;

/**
 * The delegation tokens that processes started elsewhere are given at their start, so that their
 * files can be fetched and their logs be stored for the user: always ones with a good part of their
 * life before them. Safe for any thread.
 */
public final class LaunchTokens implements AutoCloseable {
  private final Config config;
  private final LongSupplier nanoTime;
  private @Nullable TokenSource source;
  private @Nullable Credentials made;
  private long renewAt;

  /**
   * None are made yet.
   *
   * @param nanoTime nanoseconds from any start, never going back
   */
  public LaunchTokens(Config config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
  }

  /**
   * Tokens of the file systems in use; without any where nobody proves who they are. May ask other
   * hosts.
   *
   * @throws dev.firesteel.api.error.FiresteelException if they are refused
   */
  public synchronized Credentials current() {
    if (!UserGroupInformation.isSecurityEnabled()) {
      return new Credentials();
    }
    Credentials known = made;
    if (known == null || (renewAt != 0 && nanoTime.getAsLong() - renewAt >= 0)) {
      dev.firesteel.api.credential.Credentials all = source().make();
      known = TokenBundle.decode(all.bytes()).tokens();
      made = known;
      renewAt =
          all.renewAfter().map(after -> nonZero(nanoTime.getAsLong() + after.toNanos())).orElse(0L);
    }
    return new Credentials(known);
  }

  /**
   * Tokens for a process that outlives this one, to be renewed by a service as long as they last.
   *
   * @param renewer the principal of the service
   * @throws dev.firesteel.api.error.FiresteelException if they are refused
   */
  public synchronized Credentials renewedBy(String renewer) {
    return UserGroupInformation.isSecurityEnabled()
        ? source().makeRenewedBy(renewer)
        : new Credentials();
  }

  /** Those that this process has itself, but for what is meant for it alone. */
  public static Credentials own() throws IOException {
    return Tokens.forExecutors(UserGroupInformation.getCurrentUser().getCredentials());
  }

  /**
   * Makes tokens worthless that nobody will use, as far as their services take it in time.
   *
   * @param limit waits no longer
   */
  public static void cancel(Credentials unused, Configuration configuration, Duration limit) {
    OwnTokens own = new OwnTokens();
    own.add(List.copyOf(unused.getAllTokens()));
    own.cancel(configuration, limit);
  }

  private static long nonZero(long time) {
    return time == 0 ? 1 : time;
  }

  private TokenSource source() {
    TokenSource known = source;
    if (known == null) {
      known = TokenSource.open(HadoopSource.of(config), config.get(SecurityKeys.FILE_SYSTEMS));
      source = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    TokenSource last = source;
    source = null;
    if (last != null) {
      last.close();
    }
  }
}
