package dev.firesteel.backend.local;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.ElasticKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.resource.Resources;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The backends for {@code local[n]} and {@code local-cluster[n,cores,MiB]}. */
public final class LocalBackendProvider implements ClusterBackendProvider {
  @Override
  public String name() {
    return "local";
  }

  @Override
  public String forms() {
    return LocalMaster.FORMS;
  }

  @Override
  public boolean accepts(MasterUrl master) {
    return LocalMaster.isLocal(master);
  }

  @Override
  public Set<Capability> capabilities(MasterUrl master, Config config) {
    Set<Capability> can = EnumSet.of(Capability.EXACT_OFFERS);
    if (LocalMaster.parse(master) instanceof LocalMaster.Processes) {
      can.add(Capability.PROCESSES);
    }
    return Collections.unmodifiableSet(can);
  }

  @Override
  public Config implied(MasterUrl master) {
    LocalMaster parsed = LocalMaster.parse(master);
    if (parsed instanceof LocalMaster.Processes processes) {
      return settings(processes.workers(), processes.cores(), processes.memoryMiB())
          .with(ElasticKeys.MAX, Integer.toString(processes.workers()));
    }
    LocalMaster.Threads threads = (LocalMaster.Threads) parsed;
    long heapMiB = Math.max(LocalMaster.LEAST_MIB, Runtime.getRuntime().maxMemory() >> 20);
    return settings(1, threads.cores(), heapMiB)
        .with(CoreKeys.TASK_MAX_FAILURES, Integer.toString(threads.maxFailures().orElse(1)));
  }

  private static Config settings(int executors, int cores, long memoryMiB) {
    return Config.empty()
        .with(CoreKeys.EXECUTORS, Integer.toString(executors))
        .with(CoreKeys.EXECUTOR_CORES, Integer.toString(cores))
        .with(CoreKeys.EXECUTOR_MEMORY, memoryMiB + "m");
  }

  @Override
  public ClusterBackend open(BackendContext context) {
    LocalMaster parsed = LocalMaster.parse(context.master());
    if (parsed instanceof LocalMaster.Processes processes) {
      Resources worker = Resources.of(processes.cores(), processes.memoryMiB());
      Capacity capacity =
          new Capacity(
              Collections.nCopies(processes.workers(), worker),
              HostLabels.ofWorkers(processes.workers(), context.config().get(LocalKeys.HOSTS)),
              need -> need);
      requireRoom(context, capacity);
      return new LocalBackend(context, capacity, ChildProcesses.of(context));
    }
    int cores = ((LocalMaster.Threads) parsed).cores();
    // Executors on threads share this JVM's heap, whatever their profiles say.
    Capacity capacity =
        new Capacity(
            List.of(Resources.of(cores, 0)),
            HostLabels.ofWorkers(1, List.of()),
            need -> new Resources(need.cores(), 0, need.extra()));
    requireRoom(context, capacity);
    return new LocalBackend(context, capacity, InProcessRunner.of(context));
  }

  /** What is set must fit, for no waiting makes a worker of a local master larger. */
  private static void requireRoom(BackendContext context, Capacity capacity) {
    Config config = context.config();
    int cores = config.isSet(CoreKeys.EXECUTOR_CORES) ? config.get(CoreKeys.EXECUTOR_CORES) : 1;
    long memoryMiB =
        config.isSet(CoreKeys.EXECUTOR_MEMORY) ? config.get(CoreKeys.EXECUTOR_MEMORY) >> 20 : 0;
    Resources wanted = Resources.of(cores, memoryMiB);
    if (!capacity.everFits(wanted)) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          PendingReasons.tooLarge(context.master().toString(), wanted, capacity));
    }
  }

  @Override
  public Optional<SubmissionClient> submission(MasterUrl master, Config config) {
    return Optional.empty();
  }
}
