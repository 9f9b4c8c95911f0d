package dev.firesteel.executor.copy;

import dev.firesteel.executor.shuffle.MapOutputCopy;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.executor.store.PartitionCopy;
import java.util.function.Supplier;

/**
 * What makes copies.
 *
 * @param partitions copies kept partitions
 * @param outputs copies map outputs
 * @param workspaces makes a workspace for a thread that copies
 */
public record CopySources(
    PartitionCopy partitions, MapOutputCopy outputs, Supplier<Workspace> workspaces) {}
