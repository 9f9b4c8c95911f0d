package dev.firesteel.api.backend;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.topology.Placement;

/** An executor of a previous driver that still runs. */
public record RecoveredExecutor(ExecutorId executor, ProfileId profile, Placement at) {}
