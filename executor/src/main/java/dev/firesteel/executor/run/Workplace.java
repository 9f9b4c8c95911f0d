package dev.firesteel.executor.run;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.executor.broadcast.Broadcasts;
import dev.firesteel.executor.broadcast.ChunkFetch;
import dev.firesteel.executor.copy.Copier;
import dev.firesteel.executor.copy.CopySources;
import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.memory.Slabs;
import dev.firesteel.executor.memory.TaskMemory;
import dev.firesteel.executor.shuffle.MapOutputCopy;
import dev.firesteel.executor.shuffle.ShuffleStore;
import dev.firesteel.executor.spill.Compression;
import dev.firesteel.executor.spill.IoCounters;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.executor.store.BlockStore;
import dev.firesteel.executor.store.PartitionCopy;
import dev.firesteel.executor.store.PartitionFetch;
import dev.firesteel.executor.store.PartitionServer;
import dev.firesteel.executor.store.StorageMemory;
import dev.firesteel.executor.task.Outbox;
import dev.firesteel.executor.task.ShuffleAccess;
import dev.firesteel.executor.task.ShuffleLocations;
import dev.firesteel.executor.task.TaskServices;
import dev.firesteel.executor.task.TaskStorage;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockSource;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.serialization.RecordSerializer;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What an executor has once it knows the driver's settings: memory, files, stores. */
final class Workplace implements AutoCloseable {
  private final LocalDirectories directories;
  private final UserClasses.Opened classes;
  private final CredentialsDesk credentials;
  private final BlockStore blocks;
  private final MemoryBudget budget;
  private final ShuffleStore shuffleFiles;
  private final ShuffleLocations shuffleLocations = new ShuffleLocations();
  private final Broadcasts broadcasts;
  private final ServedBlocks served;
  private final Copier copier;
  private final TaskServices services;

  /** Sets up; on failure nothing is left. */
  Workplace(
      ExecutorIdentity identity,
      ExecutorParts parts,
      Config config,
      LocalDirectories directories,
      BlockClient client,
      Outbox outbox) {
    this.directories = directories;
    this.classes = parts.classes().open(config);
    credentials = new CredentialsDesk(classes.loader());
    long memory = (long) (parts.heapBytes() * config.get(CoreKeys.MEMORY_FRACTION));
    budget = new MemoryBudget(memory, (long) (memory * config.get(CoreKeys.STORAGE_FRACTION)));
    Compression compression =
        config.get(CoreKeys.SHUFFLE_COMPRESS) ? Compression.LZ4 : Compression.NONE;
    Supplier<RecordSerializer> serializers = () -> new RecordSerializer(classes.loader());
    Supplier<Workspace> workspaces =
        () ->
            new Workspace(
                TaskMemory.NONE, serializers.get(), directories, compression, new IoCounters());
    PartitionFetch fetch = new PartitionFetch(client);
    blocks =
        new BlockStore(
            new StorageMemory(budget, new Slabs(config.get(MemoryKeys.OFF_HEAP))),
            workspaces,
            dropped -> outbox.send(new ToDriver.BlocksDropped(dropped)),
            fetch);
    shuffleFiles = new ShuffleStore(directories);
    broadcasts = new Broadcasts(new ChunkFetch(client, Random::new), budget, outbox::send);
    served =
        new ServedBlocks(
            shuffleFiles,
            broadcasts,
            new PartitionServer(blocks, serializers, compression),
            new Background(identity.id() + "-serve", classes.loader()));
    copier =
        new Copier(
            new Background(identity.id() + "-copy", classes.loader()),
            new CopySources(
                new PartitionCopy(blocks, fetch),
                new MapOutputCopy(shuffleFiles, client),
                workspaces),
            report -> outbox.send(new ToDriver.BlocksCopied(List.of(report))));
    services =
        new TaskServices(
            identity.id(),
            config,
            classes.loader(),
            new TaskStorage(budget, directories, compression, blocks),
            new ShuffleAccess(shuffleFiles, shuffleLocations, client),
            broadcasts);
  }

  TaskServices services() {
    return services;
  }

  MemoryBudget budget() {
    return budget;
  }

  CredentialsDesk credentials() {
    return credentials;
  }

  BlockStore blocks() {
    return blocks;
  }

  Broadcasts broadcasts() {
    return broadcasts;
  }

  ShuffleLocations shuffleLocations() {
    return shuffleLocations;
  }

  /** What others can fetch. */
  BlockSource served() {
    return served;
  }

  Copier copier() {
    return copier;
  }

  /** Removes a shuffle's files. */
  void remove(ShuffleId shuffle) {
    shuffleFiles.remove(shuffle);
  }

  @Override
  public void close() {
    copier.close();
    served.close();
    blocks.close();
    directories.close();
    classes.close();
  }
}
