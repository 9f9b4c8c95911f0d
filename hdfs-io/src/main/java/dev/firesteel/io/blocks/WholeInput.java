package dev.firesteel.io.blocks;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.io.output.PartName;
import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One whole output of {@link BlockOutput}: split i is its partition i, and none may be missing. */
public final class WholeInput implements InputFormat<byte[], BlockSplit> {
  private static final long serialVersionUID = 1L;

  private final Location directory;
  private final int partitions;
  private final String what;
  private final Storages storages;

  /**
   * All partitions of an output.
   *
   * @param what it holds, for errors
   */
  public WholeInput(Location directory, int partitions, String what, Storages storages) {
    this.directory = directory;
    this.partitions = partitions;
    this.what = what;
    this.storages = storages;
  }

  @Override
  public List<BlockSplit> plan(PlanContext context) {
    Map<String, StoredFile> files = new HashMap<>();
    try {
      for (Entry entry : storages.of(directory).list(directory)) {
        if (entry instanceof StoredFile file) {
          files.put(file.location().name(), file);
        }
      }
    } catch (IOException e) {
      throw StorageErrors.explain(action(), directory, e);
    }
    List<BlockSplit> splits = new ArrayList<>(partitions);
    for (int i = 0; i < partitions; i++) {
      Location place = directory.child(PartName.of(i));
      StoredFile file = files.get(place.name());
      if (file == null) {
        throw new FiresteelException(
            ErrorCategory.INPUT_OUTPUT,
            "Cannot " + action() + " " + place + ": it does not exist (who removed it?)");
      }
      splits.add(BlockSplit.of(file, i, partitions));
    }
    return splits;
  }

  private String action() {
    return "read " + what + " from";
  }

  @Override
  public void write(BlockSplit split, SplitOutput out) throws IOException {
    split.write(out);
  }

  @Override
  public BlockSplit read(SplitInput in) throws IOException {
    return BlockSplit.read(in);
  }

  @Override
  public Cursor<byte[]> open(BlockSplit split, ReadContext context) {
    return BlockInput.open(action(), split, storages, context);
  }

  @Override
  public String describe() {
    return what + " " + directory;
  }
}
