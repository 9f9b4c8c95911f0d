package dev.firesteel.scheduler.placement;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.TaskId;

/**
 * How a task failed for the first time: what its job reports if it fails too often.
 *
 * @param task the attempt's id
 * @param attempt its number, from 0
 * @param where the executor and its host
 * @param category whether retrying could help
 * @param error what it threw, and the stack trace if there is one
 */
public record FirstFailure(
    TaskId task, int attempt, String where, ErrorCategory category, String error) {}
