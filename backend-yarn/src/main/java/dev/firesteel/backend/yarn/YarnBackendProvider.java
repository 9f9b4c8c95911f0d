package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.submit.Submissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The backend for {@code yarn}; which cluster it is, Hadoop's settings say. */
public final class YarnBackendProvider implements ClusterBackendProvider {
  private static final String FORM = "yarn";

  /** Made by ServiceLoader. */
  public YarnBackendProvider() {}

  @Override
  public String name() {
    return "yarn";
  }

  @Override
  public String forms() {
    return FORM;
  }

  @Override
  public boolean accepts(MasterUrl master) {
    return master.value().matches("(?i)yarn([^a-z0-9].*)?");
  }

  @Override
  public Set<Capability> capabilities(MasterUrl master, Config config) {
    return Collections.unmodifiableSet(
        EnumSet.of(
            Capability.EXACT_OFFERS,
            Capability.PROCESSES,
            Capability.REMOTE_HOSTS,
            Capability.EXTRA_RESOURCES,
            Capability.CLUSTER_DEPLOY_MODE));
  }

  @Override
  public Config implied(MasterUrl master) {
    check(master);
    return Config.empty();
  }

  @Override
  public ClusterBackend open(BackendContext context) {
    check(context.master());
    return new YarnBackend(Assembly.of(context));
  }

  @Override
  public Optional<SubmissionClient> submission(MasterUrl master, Config config) {
    check(master);
    return Optional.of(Submissions.open(config));
  }

  private static void check(MasterUrl master) {
    if (!master.value().equals(FORM)) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use master '"
              + master
              + "': the form is "
              + FORM
              + " (set HADOOP_CONF_DIR to the directory with the cluster's yarn-site.xml)");
    }
  }
}
