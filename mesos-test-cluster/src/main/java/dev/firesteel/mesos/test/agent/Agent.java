package dev.firesteel.mesos.test.agent;

import dev.firesteel.mesos.test.Violation;
import dev.firesteel.mesos.test.master.AgentTask;
import dev.firesteel.mesos.test.master.States;
import dev.firesteel.mesos.test.master.ToAgent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TaskStatus.Reason;
import org.apache.mesos.v1.Protos.TaskStatus.Source;

/**
 * The tasks of an agent. Each input has its time, in milliseconds since 1970, and leaves effects
 * behind, which {@link #effects} takes away.
 *
 * <pre>
 * STAGING  -- process started --> STARTING, RUNNING    -- not launched --> FAILED, LOST/DROPPED
 * STAGING  -- kill --> KILLED
 * RUNNING  -- exit 0 --> FINISHED                      -- any other exit --> FAILED
 * RUNNING  -- kill --> KILLING (if the framework knows of it)  -- exit --> KILLED
 * </pre>
 *
 * Not safe for use by several threads.
 */
public final class Agent {
  private static final long DEFAULT_GRACE = 3_000;

  private final String host;
  private final long updateRetry;
  private final Supplier<UUID> uuids;
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final List<Run> completed = new ArrayList<>();
  private final List<AgentEffect> effects = new ArrayList<>();
  private String id = "";

  /**
   * Creates one without tasks.
   *
   * @param host its address
   * @param updateRetry after which an update is sent again, in milliseconds
   */
  public Agent(String host, long updateRetry, Supplier<UUID> uuids) {
    this.host = host;
    this.updateRetry = updateRetry;
    this.uuids = uuids;
  }

  /** The runs that outlive its process. */
  List<RunRecord> records() {
    return runs.values().stream()
        .filter(each -> each.framework().getCheckpoint())
        .map(Run::record)
        .toList();
  }

  /** It goes on where another one ended. */
  void recover(long now, String agentId, List<RunRecord> records) {
    id = agentId;
    for (RunRecord each : records) {
      UpdateStream updates = new UpdateStream(updateRetry);
      Run run = new Run(each.key(), each.framework(), each.task(), updates);
      each.statuses().forEach(run::status);
      each.unacknowledged().forEach(status -> updates.add(status, now));
      if (each.killed()) {
        run.kill(now + DEFAULT_GRACE);
      }
      runs.put(key(each.key().frameworkId(), each.key().taskId()), run);
    }
  }

  /** The process of a recovered task is this one. */
  void found(long now, RunKey key, long pid) {
    run(key)
        .filter(each -> !States.isTerminal(each.state()))
        .ifPresent(
            run -> {
              if (run.state() == TaskState.TASK_STAGING) {
                started(now, key, pid);
              } else {
                run.started(pid);
              }
            });
  }

  /** A recovered task never had a process. */
  void lost(long now, RunKey key) {
    ended(
        now,
        key,
        new Ending.ExecutorGone(
            Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT,
            "Executor did not reregister within 2secs"));
  }

  /** Its id; empty before it has registered. */
  public String id() {
    return id;
  }

  /** It has registered; what it had under another id is forgotten. */
  public void registeredAs(String agentId) {
    if (!agentId.equals(id)) {
      runs.clear();
    }
    id = agentId;
  }

  /** What is to be done since the last time this was asked, in order. */
  public List<AgentEffect> effects() {
    List<AgentEffect> all = List.copyOf(effects);
    effects.clear();
    return all;
  }

  private static String key(String frameworkId, String taskId) {
    return frameworkId + " " + taskId;
  }

  private Optional<Run> run(RunKey key) {
    return Optional.ofNullable(runs.get(key(key.frameworkId(), key.taskId())))
        .filter(each -> each.key().equals(key));
  }

  /** A message of the master. */
  public void receive(long now, ToAgent message) {
    if (message instanceof ToAgent.Run run) {
      RunKey key =
          new RunKey(
              run.framework().getId().getValue(),
              run.task().getTaskId().getValue(),
              uuids.get().toString());
      runs.put(
          key(key.frameworkId(), key.taskId()),
          new Run(key, run.framework(), run.task(), new UpdateStream(updateRetry)));
      effects.add(new AgentEffect.Launch(key, run.framework(), run.task()));
    } else if (message instanceof ToAgent.Kill kill) {
      Run run = runs.get(key(kill.frameworkId().getValue(), kill.taskId().getValue()));
      if (run != null) {
        kill(now, run, kill.policy());
      }
    } else if (message instanceof ToAgent.Acknowledged ack) {
      acknowledged(now, ack);
    } else if (message instanceof ToAgent.ShutDownExecutor shutdown) {
      Run run = runs.get(key(shutdown.frameworkId().getValue(), shutdown.executorId().getValue()));
      if (run != null) {
        terminate(now, run, DEFAULT_GRACE);
      }
    } else if (message instanceof ToAgent.ShutDownFramework shutdown) {
      shutDown(shutdown.frameworkId().getValue());
    } else if (message instanceof ToAgent.FrameworkIsBack back) {
      runsOf(back.frameworkId().getValue()).forEach(each -> resend(now, each));
    }
  }

  private List<Run> runsOf(String frameworkId) {
    return runs.values().stream()
        .filter(each -> each.key().frameworkId().equals(frameworkId))
        .toList();
  }

  private void resend(long now, Run run) {
    run.updates().head(now).ifPresent(status -> send(run, status));
  }

  private void send(Run run, TaskStatus status) {
    effects.add(new AgentEffect.Update(run.framework().getId(), status, run.state()));
  }

  /** Sends all that was not acknowledged; for a master that has come. */
  public void resendAll(long now) {
    runs.values().forEach(each -> resend(now, each));
  }

  private void shutDown(String frameworkId) {
    for (Run run : runsOf(frameworkId)) {
      effects.add(new AgentEffect.Destroy(run.key()));
      runs.remove(key(frameworkId, run.key().taskId()));
      completed.add(run);
    }
  }

  /** Makes an end of all tasks of frameworks that do not checkpoint, as when the agent dies. */
  public void forgetUncheckpointed() {
    for (Run run : new ArrayList<>(runs.values())) {
      if (!run.framework().getCheckpoint()) {
        forget(run);
      }
    }
  }

  /** Makes an end of all tasks, as when the machine dies or the agent goes in order. */
  public void forgetAll() {
    new ArrayList<>(runs.values()).forEach(this::forget);
  }

  private void forget(Run run) {
    effects.add(new AgentEffect.Destroy(run.key()));
    runs.remove(key(run.key().frameworkId(), run.key().taskId()));
    completed.add(run);
  }

  private void kill(long now, Run run, KillPolicy policy) {
    if (States.isTerminal(run.state())) {
      return;
    }
    if (run.state() == TaskState.TASK_STAGING) {
      run.kill(Long.MAX_VALUE);
      effects.add(new AgentEffect.Destroy(run.key()));
      update(
          now,
          run,
          status(now, run, TaskState.TASK_KILLED, Source.SOURCE_AGENT)
              .setReason(Reason.REASON_TASK_KILLED_DURING_LAUNCH)
              .setMessage("Killed before delivery to the executor")
              .clearContainerStatus());
      return;
    }
    if (!run.killed()
        && run.framework().getCapabilitiesList().stream()
            .anyMatch(each -> each.getType() == Capability.Type.TASK_KILLING_STATE)) {
      update(now, run, status(now, run, TaskState.TASK_KILLING, Source.SOURCE_EXECUTOR));
    }
    terminate(
        now,
        run,
        policy.hasGracePeriod()
            ? policy.getGracePeriod().getNanoseconds() / 1_000_000
            : DEFAULT_GRACE);
  }

  private void terminate(long now, Run run, long grace) {
    boolean again = run.killed();
    run.kill(now + grace);
    if (!again) {
      effects.add(new AgentEffect.Terminate(run.key()));
    }
  }

  private void acknowledged(long now, ToAgent.Acknowledged ack) {
    String framework = ack.frameworkId().getValue();
    String task = ack.taskId().getValue();
    Run run = runs.get(key(framework, task));
    UpdateStream.Taken taken =
        run == null ? UpdateStream.Taken.REPEATED : run.updates().acknowledge(ack.uuid());
    if (taken == UpdateStream.Taken.UNKNOWN) {
      effects.add(
          new AgentEffect.Breach(
              new Violation(
                  Violation.Kind.WRONG_ACKNOWLEDGEMENT,
                  framework,
                  "No update of task " + task + " has this uuid")));
    }
    if (run == null || taken != UpdateStream.Taken.HEAD) {
      return;
    }
    if (run.updates().isEmpty() && States.isTerminal(run.state())) {
      runs.remove(key(framework, task));
      completed.add(run);
    } else {
      resend(now, run);
    }
  }

  /** The process of a task runs. */
  public void started(long now, RunKey key, long pid) {
    run(key)
        .filter(each -> !States.isTerminal(each.state()))
        .ifPresent(
            run -> {
              run.started(pid);
              update(now, run, status(now, run, TaskState.TASK_STARTING, Source.SOURCE_EXECUTOR));
              update(now, run, status(now, run, TaskState.TASK_RUNNING, Source.SOURCE_EXECUTOR));
            });
  }

  /** A task's launch failed, or its process ended. */
  public void ended(long now, RunKey key, Ending ending) {
    run(key)
        .filter(each -> !States.isTerminal(each.state()))
        .ifPresent(run -> update(now, run, last(now, run, ending)));
  }

  private TaskStatus.Builder last(long now, Run run, Ending ending) {
    TaskStatus.Builder status;
    if (ending instanceof Ending.Exit exit) {
      TaskState state =
          run.killed()
              ? TaskState.TASK_KILLED
              : exit.isClean() ? TaskState.TASK_FINISHED : TaskState.TASK_FAILED;
      status = status(now, run, state, Source.SOURCE_EXECUTOR).setMessage(exit.message());
    } else if (ending instanceof Ending.NotLaunched failure) {
      status =
          status(now, run, TaskState.TASK_FAILED, Source.SOURCE_AGENT)
              .setReason(Reason.REASON_CONTAINER_LAUNCH_FAILED)
              .setMessage("Failed to launch container: " + failure.message())
              .clearContainerStatus();
    } else if (ending instanceof Ending.NoSandbox failure) {
      status =
          status(
                  now,
                  run,
                  partitionAware(run) ? TaskState.TASK_DROPPED : TaskState.TASK_LOST,
                  Source.SOURCE_AGENT)
              .setReason(Reason.REASON_EXECUTOR_TERMINATED)
              .setMessage(failure.message())
              .clearContainerStatus();
    } else if (ending instanceof Ending.ExecutorGone gone) {
      status =
          status(now, run, TaskState.TASK_FAILED, Source.SOURCE_AGENT)
              .setReason(gone.reason())
              .setMessage(gone.message());
    } else {
      throw new IllegalStateException("Unknown: " + ending);
    }
    run.ended();
    return status;
  }

  private static boolean partitionAware(Run run) {
    return run.framework().getCapabilitiesList().stream()
        .anyMatch(each -> each.getType() == Capability.Type.PARTITION_AWARE);
  }

  private void update(long now, Run run, TaskStatus.Builder builder) {
    TaskStatus status = builder.build();
    run.status(status);
    run.updates().add(status, now).ifPresent(first -> send(run, first));
  }

  private TaskStatus.Builder status(long now, Run run, TaskState state, Source source) {
    UUID uuid = uuids.get();
    ContainerStatus.Builder container =
        ContainerStatus.newBuilder()
            .setContainerId(ContainerID.newBuilder().setValue(run.key().containerId()))
            .addNetworkInfos(
                NetworkInfo.newBuilder()
                    .addIpAddresses(
                        NetworkInfo.IPAddress.newBuilder()
                            .setProtocol(NetworkInfo.Protocol.IPv4)
                            .setIpAddress(host)));
    run.pid().ifPresent(pid -> container.setExecutorPid((int) pid));
    return TaskStatus.newBuilder()
        .setTaskId(run.task().getTaskId())
        .setState(state)
        .setSource(source)
        .setAgentId(AgentID.newBuilder().setValue(id))
        .setExecutorId(ExecutorID.newBuilder().setValue(run.key().taskId()))
        .setTimestamp(now / 1000.0)
        .setUuid(
            ByteString.copyFrom(
                ByteBuffer.allocate(16)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits())
                    .array()))
        .setContainerStatus(container);
  }

  /** When {@link #tick} is due next, in milliseconds. */
  public long nextTick() {
    return runs.values().stream()
        .flatMap(each -> Stream.of(each.destroyAt(), each.updates().retryAt()))
        .min(Long::compare)
        .orElse(Long.MAX_VALUE);
  }

  /** Time passes: grace periods end, updates are sent again. */
  public void tick(long now) {
    for (Run run : runs.values()) {
      if (run.destroyAt() <= now) {
        run.destroyed();
        effects.add(new AgentEffect.Destroy(run.key()));
      }
      Optional<TaskStatus> again = run.updates().retry(now);
      if (again.isPresent()) {
        effects.add(
            new AgentEffect.Breach(
                new Violation(
                    Violation.Kind.ACKNOWLEDGEMENT_MISSING,
                    run.key().frameworkId(),
                    again.get().getState() + " of task " + run.key().taskId())));
        send(run, again.get());
      }
    }
  }

  /** What a master is told when the agent registers with it again. */
  public List<AgentTask> tasks() {
    return runs.values().stream()
        .map(each -> new AgentTask(each.framework(), each.task(), each.state(), each.statuses()))
        .toList();
  }

  /** The containers of tasks that are here, with their processes. */
  public Map<RunKey, Container> containers() {
    Map<RunKey, Container> all = new LinkedHashMap<>();
    for (Run each : runs.values()) {
      all.put(each.key(), new Container(each.framework(), each.task(), each.state(), each.pid()));
    }
    return all;
  }

  /** The containers of tasks that are gone. */
  public Map<RunKey, Container> completed() {
    Map<RunKey, Container> all = new LinkedHashMap<>();
    for (Run each : completed) {
      all.put(
          each.key(),
          new Container(each.framework(), each.task(), each.state(), OptionalLong.empty()));
    }
    return all;
  }
}
