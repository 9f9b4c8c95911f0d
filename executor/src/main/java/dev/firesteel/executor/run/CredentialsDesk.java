package dev.firesteel.executor.run;

import dev.firesteel.api.credential.CredentialsProvider;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Gives the driver's credentials to their providers. For one thread. */
final class CredentialsDesk {
  private static final Logger LOG = LogManager.getLogger(CredentialsDesk.class);

  private final ClassLoader classes;
  private final Map<String, CredentialsProvider> providers = new TreeMap<>();

  /** Providers are looked up when there is something for them. */
  CredentialsDesk(ClassLoader classes) {
    this.classes = classes;
  }

  void install(ToExecutor.InstallCredentials message) {
    for (Map.Entry<String, byte[]> each : message.byProvider().entrySet()) {
      provider(each.getKey()).install(each.getValue());
    }
    LOG.info("Credentials were installed: {}", message.byProvider().keySet());
  }

  private CredentialsProvider provider(String name) {
    if (providers.isEmpty()) {
      find();
    }
    CredentialsProvider provider = providers.get(name);
    if (provider == null) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot install credentials of '"
              + name
              + "': this executor has no provider of that name, only "
              + providers.keySet()
              + " (give the jar that has it to executors too, with --jars)");
    }
    return provider;
  }

  private void find() {
    try {
      for (CredentialsProvider each : ServiceLoader.load(CredentialsProvider.class, classes)) {
        providers.putIfAbsent(each.name(), each);
      }
    } catch (ServiceConfigurationError e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot load a provider of credentials: " + e.getMessage() + " (mend or remove its jar)",
          e);
    }
  }
}
