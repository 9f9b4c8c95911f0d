package dev.firesteel.scheduler.executors;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.scheduler.state.State;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One executor: its state, what it has in hand and what it was told. */
public final class Executor {
  private final ExecutorId id;
  private final ProfileId profile;
  private final Hand hand = new Hand();
  private final Set<BinaryId> programs = new LinkedHashSet<>();
  private final Map<ShuffleId, Integer> outputVersions = new HashMap<>();
  private ExecutorState state;
  private Placement at;
  private @Nullable BlockAddress blocks;
  private int slots;
  private long heardAt;
  private boolean unused;
  private long unusedAt = -1;
  private int host = -1;
  private int rack = Hosts.NOWHERE;
  private boolean recalling;
  private boolean excluded;
  private boolean idle;
  private boolean queueing;
  private @Nullable BinaryId latestProgram;
  private String farewell = "";

  Executor(ExecutorId id, ProfileId profile, Placement at, ExecutorState state) {
    this.id = id;
    this.profile = profile;
    this.at = at;
    this.state = state;
  }

  /** Its id. */
  public ExecutorId id() {
    return id;
  }

  /** Its profile. */
  public ProfileId profile() {
    return profile;
  }

  /** Where it is. */
  public Placement at() {
    return at;
  }

  /** The number of its host; see {@link Hosts}; only for one that registered. */
  public int host() {
    return host;
  }

  /** The number of its rack, or {@link Hosts#NOWHERE}; only for one that registered. */
  public int rack() {
    return rack;
  }

  /** Its state; see the table of {@link ExecutorState}. */
  public ExecutorState state() {
    return state;
  }

  /** Whether it is registered and stays. */
  public boolean ready() {
    return state == ExecutorState.READY;
  }

  /** Whether it takes tasks: it is ready and not excluded. */
  public boolean takesTasks() {
    return ready() && !excluded;
  }

  /** Whether it gets no tasks for a time because too much failed there. */
  public boolean excluded() {
    return excluded;
  }

  void exclude() {
    excluded = true;
  }

  void readmit() {
    excluded = false;
  }

  /** Whether it can be sent messages and its reports count. */
  public boolean attached() {
    return state == ExecutorState.READY || state == ExecutorState.DRAINING;
  }

  /** Whether it is expected to register. */
  public boolean expected() {
    return state == ExecutorState.ASKED || state == ExecutorState.STARTED;
  }

  /** Tasks that it runs at a time; 0 before it registered. */
  public int slots() {
    return slots;
  }

  /** Slots that neither run nor await a task. */
  public int freeSlots() {
    return Math.max(0, slots - hand.size());
  }

  /** Attempts beyond its slots. */
  public int queued() {
    return Math.max(0, hand.size() - slots);
  }

  /** What it has in hand. */
  public Hand hand() {
    return hand;
  }

  /** Where it serves blocks. */
  public BlockAddress blocks() {
    BlockAddress address = blocks;
    return address == null ? new BlockAddress(id, "", 0) : address;
  }

  /** When it was last heard of. */
  public long heardAt() {
    return heardAt;
  }

  /** It was heard of. */
  public void heard(long now) {
    heardAt = now;
  }

  /** Since when it is known to have nothing to do; negative if nobody said. */
  public long unusedAt() {
    return unusedAt;
  }

  /** It has nothing to do at this time. */
  public void unusedAt(long now) {
    unusedAt = now;
  }

  /** Whether it has nothing to do is told by its registry; returns whether that is news. */
  boolean unused(boolean now) {
    boolean news = unused != now;
    unused = now;
    if (news) {
      unusedAt = -1;
    }
    return news;
  }

  /** Whether a request to give tasks back is not answered yet. */
  public boolean recalling() {
    return recalling;
  }

  /** Tasks were asked back. */
  public void recallSent() {
    recalling = true;
  }

  /** The request to give tasks back was answered. */
  public void recallAnswered() {
    recalling = false;
  }

  /** Why its channel closed or it left, as far as it is known. */
  public String farewell() {
    return farewell;
  }

  /** Notes why it leaves; the first word counts. */
  public void leaves(String why) {
    farewell = farewell.isEmpty() ? why : farewell;
  }

  /** Notes whether it is among those with free slots; returns whether that is news. */
  boolean idle(boolean now) {
    boolean news = idle != now;
    idle = now;
    return news;
  }

  /** Notes whether it is among those with queued attempts; returns whether that is news. */
  boolean queueing(boolean now) {
    boolean news = queueing != now;
    queueing = now;
    return news;
  }

  /** It gets tasks that run a program; returns whether it has the program already. */
  public boolean uses(BinaryId program) {
    if (program.equals(latestProgram)) {
      return true;
    }
    latestProgram = program;
    boolean known = programs.remove(program);
    programs.add(program);
    return known;
  }

  /** The programs it has, in the order of their last use. */
  public Set<BinaryId> programs() {
    return programs;
  }

  /** The versions of the shuffle outputs that it knows. */
  public Map<ShuffleId, Integer> outputVersions() {
    return outputVersions;
  }

  void move(ExecutorState to) {
    state = State.move(id, state, to);
  }

  void host(int number) {
    host = number;
  }

  void rack(int number) {
    rack = number;
  }

  void startedAt(Placement placement) {
    at = placement;
  }

  void registered(BlockAddress address, int slotsThere, long now) {
    blocks = address;
    slots = slotsThere;
    heardAt = now;
  }

  @Override
  public String toString() {
    return id + " at " + at.host();
  }
}
