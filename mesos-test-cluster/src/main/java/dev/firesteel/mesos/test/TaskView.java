package dev.firesteel.mesos.test;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A task that an agent has, at one moment.
 *
 * @param frameworkId whose
 * @param taskId its id
 * @param agent number of its agent, from 0
 * @param state its latest state, as {@code TASK_RUNNING}
 * @param pid its process, if one runs
 * @param sandbox its directory, with {@code stdout} and {@code stderr}
 */
public record TaskView(
    String frameworkId, String taskId, int agent, String state, OptionalLong pid, Path sandbox) {}
