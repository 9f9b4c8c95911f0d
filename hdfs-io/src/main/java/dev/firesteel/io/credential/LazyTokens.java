package dev.firesteel.io.credential;

import dev.firesteel.api.credential.Credentials;
import dev.firesteel.api.credential.CredentialsSource;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.hadoop.OpenFileSystems;
import dev.firesteel.io.hadoop.security.TokenSource;
import dev.firesteel.io.storage.HadoopSource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Touches Hadoop only when a session does. */
final class LazyTokens implements CredentialsSource {
  /** No longer does a session's end wait for it. */
  private static final Duration CANCELLING = Duration.ofSeconds(5);

  private final HadoopSource source;
  private final List<String> fileSystems;
  private final Need need;
  private @Nullable TokenSource tokens; // guarded by this
  private boolean closed; // guarded by this

  LazyTokens(HadoopSource source, List<String> fileSystems, Need need) {
    this.source = source;
    this.fileSystems = List.copyOf(fileSystems);
    this.need = need;
  }

  @Override
  public Need need() {
    return need;
  }

  @Override
  public synchronized boolean lacking() {
    return tokens == null ? OpenFileSystems.any() : tokens.lacking();
  }

  @Override
  public Credentials make() {
    return opened().make();
  }

  /** Opening logs in, so that no lock is held meanwhile. */
  private TokenSource opened() {
    TokenSource known = known();
    return known != null ? known : keep(TokenSource.open(source, fileSystems));
  }

  private synchronized @Nullable TokenSource known() {
    if (closed) {
      throw ended();
    }
    return tokens;
  }

  private synchronized TokenSource keep(TokenSource mine) {
    if (closed || tokens != null) {
      mine.close();
    }
    if (closed) {
      throw ended();
    }
    if (tokens == null) {
      tokens = mine;
    }
    return tokens;
  }

  private static FiresteelException ended() {
    return new FiresteelException(
        ErrorCategory.CANCELLED, "Cannot make delegation tokens: the session has ended");
  }

  @Override
  public void close() {
    TokenSource last = shut();
    if (last != null) {
      last.cancel(CANCELLING);
      last.close();
    }
  }

  private synchronized @Nullable TokenSource shut() {
    TokenSource last = tokens;
    closed = true;
    tokens = null;
    return last;
  }
}
