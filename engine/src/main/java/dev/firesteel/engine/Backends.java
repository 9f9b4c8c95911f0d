package dev.firesteel.engine;

import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the backend of a master URL among those on the class path. */
public final class Backends {
  private Backends() {}

  /**
   * The backend's provider.
   *
   * @throws FiresteelException of category CONFIGURATION if there is none; tells the forms of all
   */
  public static ClusterBackendProvider find(MasterUrl master, ClassLoader classes) {
    List<String> forms = new ArrayList<>();
    for (ClusterBackendProvider provider :
        ServiceLoader.load(ClusterBackendProvider.class, classes)) {
      if (provider.accepts(master)) {
        return provider;
      }
      forms.add(provider.name() + ": " + provider.forms());
    }
    throw new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot use a cluster: no backend takes master '"
            + master
            + "' ("
            + (forms.isEmpty()
                ? "add a backend such as dev.firesteel:firesteel-backend-local to the class path"
                : "use one of these forms; " + String.join("; ", forms))
            + ")");
  }
}
