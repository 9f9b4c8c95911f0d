package dev.firesteel.io.credential;

import dev.firesteel.api.credential.Credentials;
import dev.firesteel.api.credential.CredentialsSource;
import dev.firesteel.io.hadoop.OpenFileSystems;
import dev.firesteel.io.hadoop.security.TokenSource;
import dev.firesteel.io.storage.HadoopSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Touches Hadoop only when a session does. */
final class LazyTokens implements CredentialsSource {
  private final HadoopSource source;
  private final List<String> fileSystems;
  private final Need need;
  private @Nullable TokenSource tokens;

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

  private synchronized TokenSource opened() {
    TokenSource known = tokens;
    if (known == null) {
      known = TokenSource.open(source, fileSystems);
      tokens = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    if (tokens != null) {
      tokens.close();
    }
  }
}
