package dev.firesteel.io.credential;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.credential.CredentialsProvider;
import dev.firesteel.api.credential.CredentialsSource;
import dev.firesteel.api.credential.CredentialsSource.Need;
import dev.firesteel.io.hadoop.security.InstalledTokens;
import dev.firesteel.io.hadoop.security.TokenBundle;
import dev.firesteel.io.storage.HadoopSource;
import dev.firesteel.io.storage.SecurityKeys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Delegation tokens of secured Hadoop file systems. */
public final class HadoopCredentials implements CredentialsProvider {
  private @Nullable InstalledTokens installed;

  /** Made by ServiceLoader. */
  public HadoopCredentials() {}

  @Override
  public String name() {
    return "hadoop";
  }

  @Override
  public Optional<CredentialsSource> open(Config config) {
    HadoopSource source = HadoopSource.of(config);
    if (!source.mayBeSecured()) {
      return Optional.empty();
    }
    boolean local = config.get(CoreKeys.MASTER).startsWith("local");
    boolean asked = !config.get(SecurityKeys.FILE_SYSTEMS).isEmpty();
    return Optional.of(
        new LazyTokens(
            source,
            config.get(SecurityKeys.FILE_SYSTEMS),
            local && !asked ? Need.WHEN_USED : Need.FROM_THE_START));
  }

  @Override
  public void install(byte[] credentials) {
    installed().install(TokenBundle.decode(credentials));
  }

  private synchronized InstalledTokens installed() {
    InstalledTokens known = installed;
    if (known == null) {
      known = new InstalledTokens();
      installed = known;
    }
    return known;
  }
}
