package dev.firesteel.simulation.executor;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.simulation.lineage.Lineage;
import dev.firesteel.simulation.network.BlockServer;
import dev.firesteel.simulation.network.Peer;
import dev.firesteel.simulation.network.SimulatedChannel;
import dev.firesteel.simulation.network.SimulatedNetwork;
import dev.firesteel.simulation.world.Timeline;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An executor's process: boots, dials, registers, sends heartbeats, obeys, and ends. */
public final class SimulatedExecutor implements InProcessExecutors.Running, Peer, BlockServer {
  private static final int KILLED = 137;
  private static final int DRIVER_GONE = 22;
  private static final int NO_DRIVER = 20;

  private final ExecutorSpec spec;
  private final Timeline time;
  private final SimulatedNetwork network;
  private final Behaviour behaviour;
  private final Slots tasks;
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final Queue<Runnable> frozenWork = new ArrayDeque<>();
  private @Nullable SimulatedChannel channel;
  private long heardAt;
  private boolean frozen;

  /** An executor that has not booted. */
  public SimulatedExecutor(
      ExecutorSpec spec,
      Timeline time,
      SimulatedNetwork network,
      Lineage lineage,
      Behaviour behaviour) {
    this.spec = spec;
    this.time = time;
    this.network = network;
    this.behaviour = behaviour;
    this.tasks = new Slots(spec, lineage, behaviour, new Outside());
  }

  /** What tasks have around them. */
  private final class Outside implements Slots.Outside {
    @Override
    public long now() {
      return time.now();
    }

    @Override
    public void after(long nanos, Runnable what) {
      later(nanos, what);
    }

    @Override
    public void tell(ToDriver message) {
      SimulatedChannel to = channel;
      if (to != null) {
        to.tell(List.of(message));
      }
    }

    @Override
    public void fetch(
        ExecutorId server,
        List<BlockKey> keys,
        java.util.function.Consumer<SimulatedNetwork.Fetched> answer) {
      network.fetch(spec.host(), server, keys, found -> act(() -> answer.accept(found)));
    }

    @Override
    public void outOfMemory() {
      leave("out of memory", ExecutorProgram.OUT_OF_MEMORY);
    }
  }

  /** Starts the process. */
  public void start() {
    network.serve(spec.id(), this);
    if (!behaviour.neverDials()) {
      later(behaviour.boot(), this::dial);
    }
  }

  private void dial() {
    ToDriver.Register registration =
        new ToDriver.Register(
            spec.id(), spec.host(), new BlockAddress(spec.id(), spec.host(), 7), spec.slots());
    network.dial(
        registration,
        this,
        new SimulatedNetwork.Answer() {
          @Override
          public void connected(SimulatedChannel to) {
            if (ended.isDone()) {
              to.end("it ended before it was connected");
              return;
            }
            channel = to;
            heardAt = time.now();
            later(spec.pulseNanos(), SimulatedExecutor.this::pulse);
          }

          @Override
          public void refused(String why) {
            act(() -> exit(NO_DRIVER, why));
          }
        });
  }

  private void pulse() {
    SimulatedChannel to = channel;
    if (to == null) {
      return;
    }
    if (time.now() - heardAt > spec.patienceNanos()) {
      exit(DRIVER_GONE, "the driver is silent");
      return;
    }
    to.tell(List.of(new ToDriver.Heartbeat(tasks.running(), 0, 0)));
    later(spec.pulseNanos(), this::pulse);
  }

  private void later(long nanos, Runnable what) {
    time.after(nanos, () -> act(what));
  }

  private void act(Runnable what) {
    if (ended.isDone()) {
      return;
    }
    if (frozen) {
      frozenWork.add(what);
    } else {
      what.run();
    }
  }

  @Override
  public void received(List<ToExecutor> messages) {
    act(
        () -> {
          heardAt = time.now();
          for (ToExecutor message : messages) {
            if (message instanceof ToExecutor.Stop) {
              exit(0, "told to stop");
              return;
            }
            tasks.obey(message);
          }
        });
  }

  @Override
  public void disconnected(String why) {
    act(
        () -> {
          channel = null;
          if (behaviour.dialsAgain()) {
            later(behaviour.boot(), this::dial);
          } else {
            exit(DRIVER_GONE, why);
          }
        });
  }

  /** It says why it leaves, and ends soon after. */
  public void leave(String why, int code) {
    act(
        () -> {
          new Outside().tell(new ToDriver.Leaving(why));
          later(behaviour.linger(), () -> exit(code, why));
        });
  }

  /** Its process stops to run, as after SIGSTOP. */
  public void freeze() {
    frozen = true;
  }

  /** Its process goes on. */
  public void thaw() {
    frozen = false;
    while (!frozen && !frozenWork.isEmpty()) {
      act(frozenWork.remove());
    }
  }

  /** It has to drop kept partitions. */
  public void evict(int most) {
    act(() -> tasks.evict(most));
  }

  /** Map outputs on its disk are gone; nobody is told. */
  public void damage() {
    tasks.shelf().damage();
  }

  /** Its process ends. */
  public void exit(int code, String why) {
    if (ended.isDone()) {
      return;
    }
    SimulatedChannel to = channel;
    ended.complete(code);
    frozenWork.clear();
    network.unserve(spec.id());
    if (to != null) {
      to.end("the executor ended: " + why);
    }
  }

  @Override
  public CompletionStage<Integer> ended() {
    return ended;
  }

  @Override
  public void end(ReleaseMode mode) {
    if (mode == ReleaseMode.NOW) {
      exit(KILLED, "killed");
    } else {
      act(() -> exit(0, "released"));
    }
  }

  /** What it is. */
  public ExecutorSpec spec() {
    return spec;
  }

  /** Shuffles of which it holds output. */
  public Set<ShuffleId> shuffles() {
    return tasks.shelf().shuffles();
  }

  /** Partitions that it keeps. */
  public Set<ToDriver.DatasetBlock> kept() {
    return tasks.shelf().kept();
  }

  /** Programs that it knows. */
  public int programs() {
    return tasks.programs();
  }

  /** Attempts that run or wait, in no order that matters. */
  public List<TaskId> inHand() {
    return tasks.inHand();
  }

  /** Attempts that run. */
  public int busy() {
    return tasks.running().size();
  }

  @Override
  public String host() {
    return spec.host();
  }

  @Override
  public boolean alive() {
    return !ended.isDone();
  }

  @Override
  public boolean answers() {
    return !frozen;
  }

  @Override
  public OptionalLong serve(BlockKey key) {
    return tasks.shelf().find(key);
  }
}
