package dev.firesteel.executor.task;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.executor.broadcast.Broadcasts;

/**
 * What all tasks of an executor share.
 *
 * @param self the executor
 * @param config the driver's effective settings
 * @param classes finds the user's classes
 * @param storage memory and disk
 * @param shuffles shuffle files and their places
 * @param broadcasts broadcast values
 */
public record TaskServices(
    ExecutorId self,
    Config config,
    ClassLoader classes,
    TaskStorage storage,
    ShuffleAccess shuffles,
    Broadcasts broadcasts) {}
