package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.dataset.lineage.EncodedProgram;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The programs by their content: equal programs have one id, so that executors get them once. A
 * program stays as long as a job, a shuffle or the machine may want it, and then for a while longer
 * in case an equal one comes. Safe for any thread.
 */
final class Programs {
  private static final int MOST_IDLE = 200;
  private static final long MOST_IDLE_BYTES = 32L << 20;

  private final Map<Content, Entry> byContent = new HashMap<>();
  private final Map<BinaryId, Entry> byId = new HashMap<>();
  private final Map<BinaryId, Entry> idle = new LinkedHashMap<>();
  private long idleBytes;
  private long next;

  /** A program as it is sent. */
  record Program(BinaryId id, boolean shareable, byte[] bytes) {}

  /** The id of a program, old or new; held until it is released as often as this was called. */
  synchronized BinaryId hold(EncodedProgram encoded) {
    Content content = new Content(encoded.bytes(), encoded.shareable());
    Entry entry = byContent.get(content);
    if (entry == null) {
      BinaryId id = new BinaryId(next++);
      entry = new Entry(content, new Program(id, encoded.shareable(), encoded.bytes()));
      byContent.put(content, entry);
      byId.put(id, entry);
    }
    hold(entry);
    return entry.program.id;
  }

  /** Holds a program that is held already. */
  synchronized void hold(BinaryId id) {
    hold(entry(id));
  }

  private void hold(Entry entry) {
    entry.holders++;
    if (idle.remove(entry.program.id) != null) {
      idleBytes -= entry.program.bytes.length;
    }
  }

  /** Gives a held program back. */
  synchronized void release(BinaryId id) {
    Entry entry = entry(id);
    entry.holders--;
    settle(entry);
  }

  /** The machine plans with a program, until it {@linkplain #unused says} that it does not. */
  synchronized void used(BinaryId id) {
    entry(id).inMachine = true;
  }

  /** The machine wants a program no more. */
  synchronized void unused(BinaryId id) {
    Entry entry = byId.get(id);
    if (entry != null) {
      entry.inMachine = false;
      settle(entry);
    }
  }

  private void settle(Entry entry) {
    if (entry.holders > 0 || entry.inMachine || idle.containsKey(entry.program.id)) {
      return;
    }
    idle.put(entry.program.id, entry);
    idleBytes += entry.program.bytes.length;
    Iterator<Entry> oldest = idle.values().iterator();
    while (idle.size() > MOST_IDLE || idleBytes > MOST_IDLE_BYTES) {
      Entry dropped = oldest.next();
      oldest.remove();
      idleBytes -= dropped.program.bytes.length;
      byContent.remove(dropped.content);
      byId.remove(dropped.program.id);
    }
  }

  /** A program that is held or used. */
  synchronized Program program(BinaryId id) {
    return entry(id).program;
  }

  private Entry entry(BinaryId id) {
    Entry entry = byId.get(id);
    if (entry == null) {
      throw new NoSuchElementException("Cannot find " + id + ": nobody holds it");
    }
    return entry;
  }

  private static final class Entry {
    final Content content;
    final Program program;
    int holders;
    boolean inMachine;

    Entry(Content content, Program program) {
      this.content = content;
      this.program = program;
    }
  }

  /** Bytes that are equal by content. */
  private static final class Content {
    private final byte[] bytes;
    private final boolean shareable;
    private final int hash;

    Content(byte[] bytes, boolean shareable) {
      this.bytes = bytes;
      this.shareable = shareable;
      this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Content that
          && hash == that.hash
          && shareable == that.shareable
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
