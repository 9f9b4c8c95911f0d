package dev.firesteel.backend.mesos;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.DispatcherService;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.backend.mesos.dispatcher.Dispatcher;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import dev.firesteel.backend.mesos.submit.MesosSubmissions;
import dev.firesteel.backend.mesos.tenure.Tenure;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The backend for {@code mesos://…}. */
public final class MesosBackendProvider implements ClusterBackendProvider {
  /** Made by ServiceLoader. */
  public MesosBackendProvider() {}

  @Override
  public String name() {
    return "mesos";
  }

  @Override
  public String forms() {
    return MesosMaster.FORMS;
  }

  @Override
  public boolean accepts(MasterUrl master) {
    return MesosMaster.accepts(master);
  }

  @Override
  public Set<Capability> capabilities(MasterUrl master, Config config) {
    return Collections.unmodifiableSet(
        EnumSet.of(
            Capability.PROCESSES,
            Capability.REMOTE_HOSTS,
            Capability.RACKS,
            Capability.EXTRA_RESOURCES,
            Capability.CLUSTER_DEPLOY_MODE));
  }

  @Override
  public Config implied(MasterUrl master) {
    MesosMaster unused = MesosMaster.parse(master);
    return Config.empty();
  }

  @Override
  public ClusterBackend open(BackendContext context) {
    return new MesosBackend(Assembly.of(context));
  }

  /**
   * A backend for a framework that outlives its holder.
   *
   * @param tasks describes executors as tasks; asked once, when the backend starts, and may throw
   * @param nonce a part of tasks' ids, the same for each holder of the framework
   */
  public static ClusterBackend open(
      BackendContext context, Supplier<ExecutorTasks> tasks, String nonce, Tenure tenure) {
    return new MesosBackend(Assembly.of(context, tasks, nonce, tenure));
  }

  @Override
  public Optional<SubmissionClient> submission(MasterUrl master, Config config) {
    return Optional.of(MesosSubmissions.open(MesosMaster.parse(master), config));
  }

  @Override
  public Optional<DispatcherService> dispatcher(MasterUrl master, Config config) {
    return Optional.of(Dispatcher.start(master, config));
  }
}
