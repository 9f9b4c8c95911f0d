package dev.firesteel.io.hadoop.security;

import dev.firesteel.api.credential.Credentials;
import dev.firesteel.io.hadoop.HadoopErrors;
import dev.firesteel.io.hadoop.HadoopSettings;
import dev.firesteel.io.hadoop.OpenFileSystems;
import dev.firesteel.io.storage.HadoopSource;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenIdentifier;
import org.apache.hadoop.security.token.delegation.AbstractDelegationTokenIdentifier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Makes delegation tokens of the default file system, of those in the settings and of all that are
 * open. Tokens are never renewed but made anew, so that no service needs to be trusted with that.
 */
public final class TokenSource implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(TokenSource.class);
  private static final String AUTHENTICATION = "hadoop.security.authentication";

  /** What tells executors how users prove who they are. */
  private static final List<String> SHIPPED =
      List.of(AUTHENTICATION, "hadoop.security.auth_to_local");

  private final SortedMap<String, String> settings;
  private final List<String> named;
  private final OwnTokens own = new OwnTokens();
  private Set<Location> served = Set.of(); // guarded by this
  private volatile boolean made;

  private TokenSource(SortedMap<String, String> settings, List<String> named) {
    this.settings = settings;
    this.named = List.copyOf(named);
  }

  /** Logs in; the file systems stay open until it is closed. */
  public static TokenSource open(HadoopSource source, List<String> fileSystems) {
    SortedMap<String, String> settings = HadoopSettings.load(source);
    OpenFileSystems.lease(settings);
    return new TokenSource(settings, fileSystems);
  }

  /** Whether a file system is open for which no token was made. */
  public synchronized boolean lacking() {
    return !served.containsAll(OpenFileSystems.roots(settings));
  }

  /** Makes new tokens for all. */
  public Credentials make() {
    OpenFileSystems.lease(settings); // so that what is opened is closed, if it is closed meanwhile
    try {
      return makeAll();
    } finally {
      OpenFileSystems.release(settings);
    }
  }

  private Credentials makeAll() {
    if (!UserGroupInformation.isSecurityEnabled()) {
      remember(OpenFileSystems.roots(settings));
      return new Credentials(
          new TokenBundle("", new TreeMap<>(), new org.apache.hadoop.security.Credentials())
              .encode(),
          Optional.empty());
    }
    refresh();
    UserGroupInformation user = current();
    Set<Location> roots = new HashSet<>(OpenFileSystems.roots(settings));
    roots.addAll(wanted());
    org.apache.hadoop.security.Credentials tokens = new org.apache.hadoop.security.Credentials();
    Optional<Duration> life = Optional.empty();
    if (user.hasKerberosCredentials()) {
      for (Location root : roots) {
        life = shorter(life, add(root, user, tokens));
      }
    } else {
      // This process lives by tokens of somebody else's, as an application master without keytab.
      tokens = Tokens.forExecutors(user.getCredentials());
    }
    remember(roots);
    return new Credentials(
        new TokenBundle(
                user.getShortUserName(), shipped(HadoopSettings.configuration(settings)), tokens)
            .encode(),
        life);
  }

  /** The first time the login has just been made. */
  private void refresh() {
    if (made) {
      Login.refresh();
    }
    made = true;
  }

  /** Makes new tokens that another service renews as long as they last. */
  org.apache.hadoop.security.Credentials makeRenewedBy(String renewer) {
    UserGroupInformation user = current();
    if (!user.hasKerberosCredentials()) {
      return Tokens.forExecutors(user.getCredentials());
    }
    org.apache.hadoop.security.Credentials tokens = new org.apache.hadoop.security.Credentials();
    Set<Location> roots = new HashSet<>(OpenFileSystems.roots(settings));
    roots.addAll(wanted());
    for (Location root : roots) {
      made(root, renewer, tokens);
    }
    return tokens;
  }

  private synchronized void remember(Set<Location> roots) {
    served = Set.copyOf(roots);
  }

  /** What another process has to know of how users prove who they are. */
  static SortedMap<String, String> shipped(Configuration configuration) {
    SortedMap<String, String> shipped = new TreeMap<>();
    for (String key : SHIPPED) {
      String value = configuration.get(key);
      if (value != null) {
        shipped.put(key, value);
      }
    }
    return shipped;
  }

  private Set<Location> wanted() {
    Set<Location> wanted = new HashSet<>();
    Location base = Location.parse(settings.getOrDefault("fs.defaultFS", "file:///"));
    for (Location each : named.stream().map(Location::parse).toList()) {
      wanted.add(each.at("/"));
    }
    wanted.add(base.at("/"));
    wanted.removeIf(Location::local);
    return wanted;
  }

  private Optional<Duration> add(
      Location root, UserGroupInformation user, org.apache.hadoop.security.Credentials tokens) {
    Optional<Duration> life = Optional.empty();
    try {
      List<Token<?>> mine = made(root, user.getUserName(), tokens);
      own.add(mine);
      for (Token<?> token : mine) {
        life = shorter(life, life(token));
      }
      return life;
    } catch (IOException e) {
      throw StorageErrors.explain(
          "use the delegation token of", root, HadoopErrors.understood(root, e));
    }
  }

  private List<Token<?>> made(
      Location root, String renewer, org.apache.hadoop.security.Credentials tokens) {
    try {
      FileSystem files = OpenFileSystems.of(root, settings);
      Token<?>[] made = files.addDelegationTokens(renewer, tokens);
      return made == null ? List.of() : List.of(made);
    } catch (IOException e) {
      throw StorageErrors.explain(
          "get a delegation token of", root, HadoopErrors.understood(root, e));
    }
  }

  /** By the clock of who made the token. */
  private Optional<Duration> life(Token<?> token) throws IOException {
    Configuration configuration = HadoopSettings.configuration(settings);
    TokenIdentifier identifier = token.decodeIdentifier();
    if (!(identifier instanceof AbstractDelegationTokenIdentifier known)) {
      return Optional.empty();
    }
    long end = known.getMaxDate();
    try {
      end = Math.min(end, token.renew(configuration));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("Token {} cannot be renewed: {}", token.getKind(), e.toString());
    }
    return Optional.of(Duration.ofMillis(Math.max(0, end - known.getIssueDate())));
  }

  private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return one.get().compareTo(other.get()) < 0 ? one : other;
  }

  private static UserGroupInformation current() {
    try {
      return UserGroupInformation.getCurrentUser();
    } catch (IOException e) {
      throw Login.failed(e);
    }
  }

  /**
   * Makes the tokens of {@link #make} worthless, as far as services take it in time. Those that
   * other services renew, or that processes were started with, are not among them.
   *
   * @param limit waits no longer
   */
  public void cancel(Duration limit) {
    own.cancel(HadoopSettings.configuration(settings), limit);
  }

  @Override
  public void close() {
    OpenFileSystems.release(settings);
  }
}
