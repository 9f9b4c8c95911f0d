package dev.firesteel.scheduler.copies;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.scheduler.executors.Executor;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A copy of a block that is to be made: it waits, or an executor was told to fetch it. */
public final class Copy {
  private final BlockName block;
  private final Executor from;
  private final Set<ExecutorId> failed = new HashSet<>(2);
  private @Nullable Executor to;

  Copy(BlockName block, Executor from) {
    this.block = block;
    this.from = from;
  }

  /** What is copied. */
  public BlockName block() {
    return block;
  }

  /** Who has it. */
  public Executor from() {
    return from;
  }

  /** Who was told to fetch it; null while it waits. */
  public @Nullable Executor to() {
    return to;
  }

  /** Whether an executor has tried to fetch it and could not. */
  public boolean failedAt(ExecutorId executor) {
    return failed.contains(executor);
  }

  /** How many executors could not fetch it. */
  public int failures() {
    return failed.size();
  }

  void failed(Executor at) {
    failed.add(at.id());
  }

  void to(@Nullable Executor receiver) {
    to = receiver;
  }
}
