package dev.firesteel.executor.shuffle;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.executor.spill.DiskFailure;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The shuffle files of an executor: {@code <local directory>/shuffle-S/T.data} and {@code .index}
 * for shuffle S and map task attempt T. Safe for any thread.
 */
public final class ShuffleStore {
  private static final Logger LOG = LogManager.getLogger(ShuffleStore.class);

  private static final int FORGOTTEN = 1024;

  private final LocalDirectories directories;
  private final Map<ShuffleId, Map<TaskId, MapOutputIndex>> outputs = new ConcurrentHashMap<>();

  /** The last ones, which tasks may still write; their ids are never used again. */
  private final Set<ShuffleId> forgotten = Collections.newSetFromMap(new ConcurrentHashMap<>());

  private final Queue<ShuffleId> oldestForgotten = new ConcurrentLinkedQueue<>();

  /** A store whose files lie in the directories. */
  public ShuffleStore(LocalDirectories directories) {
    this.directories = directories;
  }

  /** The block, or empty if it is not here. */
  public Optional<BlockData.FileSlice> find(BlockKey.Shuffle key) {
    return output(key.shuffle(), key.mapTask()).map(found -> found.block(key.reduce()));
  }

  /** The index of a map task's output, or empty if it is not here. */
  public Optional<BlockData> find(BlockKey.MapIndex key) {
    return output(key.shuffle(), key.mapTask()).map(found -> new BlockData.Bytes(found.encode()));
  }

  /** A piece of a map task's output, or empty if it is not here. */
  public Optional<BlockData> find(BlockKey.MapPiece key) {
    return output(key.shuffle(), key.mapTask()).flatMap(found -> found.piece(key.piece()));
  }

  /** A map task's output, if it is here. */
  Optional<MapOutputIndex> output(ShuffleId shuffle, TaskId task) {
    MapOutputIndex index = outputs.getOrDefault(shuffle, Map.of()).get(task);
    return Optional.ofNullable(index == null ? load(shuffle, task) : index);
  }

  /** Forgets a shuffle and removes its files. */
  public void remove(ShuffleId shuffle) {
    if (forgotten.add(shuffle)) {
      oldestForgotten.add(shuffle);
      if (forgotten.size() > FORGOTTEN) {
        forgotten.remove(oldestForgotten.remove());
      }
    }
    removeFiles(shuffle);
  }

  private void removeFiles(ShuffleId shuffle) {
    outputs.remove(shuffle);
    directories.removeShuffle(shuffle);
  }

  /** Forgets one map task's output and removes its files. */
  public void remove(ShuffleId shuffle, TaskId task) {
    outputs.getOrDefault(shuffle, Map.of()).remove(task);
    LocalDirectories.remove(file(shuffle, task, ".index"));
    LocalDirectories.remove(file(shuffle, task, ".data"));
  }

  /** A name for a task's data while it is being written; nothing of the task is served yet. */
  Path draft(ShuffleId shuffle, TaskId task) {
    return file(shuffle, task, ".data.part");
  }

  /** Creates a draft. */
  OutputStream create(Path draft) {
    return directories.create(draft);
  }

  /** Makes a draft the task's output. On failure no file of the task remains. */
  MapOutputIndex commit(ShuffleId shuffle, TaskId task, Path draft, long[] offsets) {
    Path data = file(shuffle, task, ".data");
    Path index = file(shuffle, task, ".index");
    Path indexDraft = file(shuffle, task, ".index.part");
    MapOutputIndex output = new MapOutputIndex(data, offsets);
    try {
      try (OutputStream out = directories.create(indexDraft)) {
        out.write(output.encode());
      }
      Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
      Files.move(indexDraft, index, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LocalDirectories.remove(draft);
      LocalDirectories.remove(indexDraft);
      LocalDirectories.remove(data);
      throw DiskFailure.writing(data, e);
    }
    outputs.computeIfAbsent(shuffle, s -> new ConcurrentHashMap<>()).put(task, output);
    if (forgotten.contains(shuffle)) {
      removeFiles(shuffle); // nobody else would
    }
    return output;
  }

  private @Nullable MapOutputIndex load(ShuffleId shuffle, TaskId task) {
    try {
      return MapOutputIndex.read(file(shuffle, task, ".index"), file(shuffle, task, ".data"));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      LOG.warn("Output of {} for {} counts as lost: {}", task, shuffle, e.toString());
      return null;
    }
  }

  private Path file(ShuffleId shuffle, TaskId task, String ending) {
    return directories.shuffleDirectory(shuffle, task).resolve(task.value() + ending);
  }
}
