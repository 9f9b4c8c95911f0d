package dev.firesteel.executor.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.dataset.lineage.EncodedProgram;
import dev.firesteel.dataset.lineage.StageProgram;
import dev.firesteel.protocol.memory.MemoryNetwork;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.DriverListener;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.ExecutorChannel;
import dev.firesteel.protocol.transport.Secret;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A driver on the in-memory network that does what tests say and keeps what executors tell. */
public final class FakeDriver implements DriverListener, AutoCloseable {
  private final MemoryNetwork network = new MemoryNetwork();
  private final Secret secret = Secret.random();
  private final DriverTransport transport = network.driverTransport();
  private final DriverAddress address = transport.listen(secret, this);
  private final BlockingQueue<ToDriver> told = new LinkedBlockingQueue<>();
  private final Deque<TaskReport> reports = new ArrayDeque<>();
  private final SortedMap<String, String> config = new TreeMap<>();
  private volatile ExecutorChannel channel;
  private long programs;

  /** Executors of this driver keep their files here. */
  public FakeDriver(Path localDirectory) {
    config.put(CoreKeys.LOCAL_DIRS.name(), localDirectory.toString());
    config.put(CoreKeys.HEARTBEAT_INTERVAL.name(), "10ms");
  }

  public FakeDriver with(String key, String value) {
    config.put(key, value);
    return this;
  }

  public MemoryNetwork network() {
    return network;
  }

  public Executor executor(int slots) {
    return executor(slots, 64L << 20);
  }

  public Executor executor(int slots, long heap) {
    return Executor.start(new ExecutorIdentity(new ExecutorId("e-1"), "here", slots), parts(heap));
  }

  public ExecutorParts parts(long heap) {
    return new ExecutorParts(
        network.executorTransport(),
        address,
        secret,
        BlockPlane.inMemory(network),
        UserClasses.of(FakeDriver.class.getClassLoader()),
        heap);
  }

  @Override
  public void registered(ToDriver.Register registration, ExecutorChannel newChannel) {
    channel = newChannel;
    told.add(registration);
    newChannel.send(List.of(new ToExecutor.Welcome(config)));
  }

  @Override
  public void received(ExecutorId executor, List<ToDriver> messages) {
    for (ToDriver message : messages) {
      if (message instanceof ToDriver.Heartbeat) {
        channel.send(List.of(new ToExecutor.HeartbeatSeen()));
      }
      told.add(message);
    }
  }

  @Override
  public void disconnected(ExecutorId executor, String why) {}

  public void send(ToExecutor... messages) {
    channel.send(List.of(messages));
  }

  /**
   * Defines a program and runs tasks of it, one for each partition; task ids are the given ones.
   */
  public BinaryId run(StageProgram program, TaskOrder... tasks) {
    BinaryId id = define(program);
    send(new ToExecutor.RunTasks(new StageId(1), id, List.of(tasks)));
    return id;
  }

  public BinaryId define(StageProgram program) {
    EncodedProgram encoded = EncodedProgram.encode(program);
    BinaryId id = new BinaryId(programs++);
    send(new ToExecutor.DefineProgram(id, encoded.shareable(), encoded.bytes()));
    return id;
  }

  public static TaskOrder task(long id, int partition) {
    return new TaskOrder(new TaskId(id), partition, 0, new byte[0]);
  }

  public static TaskOrder[] tasks(int count) {
    TaskOrder[] tasks = new TaskOrder[count];
    Arrays.setAll(tasks, i -> task(i, i));
    return tasks;
  }

  /** The next message of a type; others before it are dropped, but for reports. */
  public <M extends ToDriver> M await(Class<M> type) {
    return await(type, message -> true);
  }

  public <M extends ToDriver> M await(Class<M> type, Predicate<M> which) {
    List<ToDriver> seen = new ArrayList<>();
    while (true) {
      ToDriver next = next(type, seen);
      if (next instanceof ToDriver.TasksEnded ended) {
        reports.addAll(ended.reports());
      }
      if (type.isInstance(next) && which.test(type.cast(next))) {
        return type.cast(next);
      }
      seen.add(next);
    }
  }

  private ToDriver next(Class<?> wanted, List<ToDriver> seen) {
    try {
      ToDriver next = told.poll(60, TimeUnit.SECONDS);
      assertThat(next).as("waiting for %s, after %s", wanted, seen).isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next report of an ended task. */
  public TaskReport report() {
    if (reports.isEmpty()) {
      await(ToDriver.TasksEnded.class);
    }
    return reports.poll();
  }

  /** The next report, which must be of this outcome. */
  public <O extends TaskReport.Outcome> O outcome(Class<O> type) {
    TaskReport report = report();
    assertThat(report.outcome()).isInstanceOf(type);
    return type.cast(report.outcome());
  }

  public void forgetReports() {
    reports.clear();
  }

  @Override
  public void close() {
    transport.close();
  }
}
