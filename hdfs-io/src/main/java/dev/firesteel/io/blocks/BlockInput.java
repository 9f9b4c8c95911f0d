package dev.firesteel.io.blocks;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.io.input.CountingInputStream;
import dev.firesteel.io.input.InputFiles;
import dev.firesteel.io.output.PartName;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Storages;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The blocks of files that were written by {@link BlockOutput}; each file is a split. */
public final class BlockInput implements InputFormat<byte[], BlockSplit> {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 128 << 10;

  private final List<Location> paths;
  private final Storages storages;

  /** The files that paths and globs name; a directory must be whole. */
  public BlockInput(List<Location> paths, Storages storages) {
    this.paths = List.copyOf(paths);
    this.storages = storages;
  }

  @Override
  public List<BlockSplit> plan(PlanContext context) {
    List<StoredFile> files = new InputFiles(storages, context.config()).find(paths);
    Map<Location, Set<Location>> together = new HashMap<>();
    for (StoredFile file : files) {
      together.computeIfAbsent(save(file), none -> new HashSet<>()).add(file.location());
    }
    List<BlockSplit> splits = new ArrayList<>();
    for (StoredFile file : files) {
      Location directory = file.location().parent();
      int partitions =
          paths.contains(directory) // else files or a glob chose some of them
              ? together.getOrDefault(save(file), Set.of()).size()
              : BlockSplit.ANY;
      splits.add(BlockSplit.of(file, BlockSplit.ANY, partitions));
    }
    return splits;
  }

  /** Common to all files of one save: several may have added to one directory. */
  private static Location save(StoredFile file) {
    return file.location().parent().child(PartName.save(file.location().name()));
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
    return open("read", split, storages, context);
  }

  static Cursor<byte[]> open(
      String action, BlockSplit split, Storages storages, ReadContext context) {
    Location file = split.file();
    try {
      InputStream raw = storages.of(file).open(file, 0);
      InputStream counted = new CountingInputStream(raw, context);
      return BlockCursor.open(
          action, split, new DataInputStream(new BufferedInputStream(counted, BUFFER)));
    } catch (IOException e) {
      throw StorageErrors.explain(action, file, e);
    }
  }

  @Override
  public String describe() {
    return "objects " + paths.stream().map(Location::toString).collect(Collectors.joining(","));
  }
}
